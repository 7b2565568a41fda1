"""pgcommerce: the back office of a business, living inside PostgreSQL."""

__version__ = "0.1.0"
