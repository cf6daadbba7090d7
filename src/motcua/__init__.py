"""motcua: an open-source one-stop public administration system ("Một cửa điện tử") for Vietnam."""

__version__ = "0.1.0"
