//! Claim status: acknowledgments of claims (277CA), answers (277) and inquiries (276).
