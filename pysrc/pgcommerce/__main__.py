"""`python -m pgcommerce` is `pgcommerce`."""

from pgcommerce.cli import main

if __name__ == "__main__":
    main()
