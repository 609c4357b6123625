//! Rules of turning claims into files and files into claims. Those of the claim itself are [`claim_model::rules`].

