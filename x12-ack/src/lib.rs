//! Acknowledgments: TA1, 999 and 997.
