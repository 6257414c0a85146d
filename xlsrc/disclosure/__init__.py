"""What of the figures may be public: small numbers of partners and of wards are controlled first."""
