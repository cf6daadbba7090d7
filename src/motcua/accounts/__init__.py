"""People who sign in: staff accounts, the roles they may hold, the lock after wrong passwords."""
