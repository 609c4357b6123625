//! `x12 schema`: the form of JSON input.

use std::io::{self, Write};

use crate::{
    args::{SchemaArgs, SchemaOf},
    exit::{self, Exit, Failure},
};

pub(crate) fn run(args: &SchemaArgs) -> Result<Exit, Failure> {
    let schema = match args.of {
        SchemaOf::Claim => schemars::schema_for!(claim_model::Claim),
        SchemaOf::Envelope => schemars::schema_for!(x12_837p::claim::ClaimEnvelope),
    };
    let print = || -> io::Result<Exit> {
        let mut out = io::stdout().lock();
        serde_json::to_writer_pretty(&mut out, &schema)?;
        writeln!(out)?;
        out.flush()?;
        Ok(Exit::Fine)
    };
    exit::after_writing(print())
}
