"""What people are told: warnings of due dates, on the screens of those who have to act."""
