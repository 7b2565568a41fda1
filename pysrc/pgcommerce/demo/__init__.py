"""The demonstration: a purchase played through public doors, on a throwaway database."""
