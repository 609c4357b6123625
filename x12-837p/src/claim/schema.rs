//! How the envelope of a file looks in JSON. The envelope itself knows no schemas: it belongs to the files of every guide.
#![allow(
    dead_code,
    reason = "only the schema is used, and it is made of the fields' types and words"
)]

use schemars::JsonSchema;

/// Ids, date, time and control numbers of the file. The same input gives the same bytes: nothing is taken from a clock.
#[derive(JsonSchema)]
#[schemars(rename = "Interchange")]
pub(crate) struct InterchangeSchema {
    /// Kind of the sender's id (ISA05), such as `ZZ`.
    sender_qualifier: String,
    /// The sender's id (ISA06), up to 15 characters: what the clearinghouse gave you.
    sender_id: String,
    /// Kind of the receiver's id (ISA07), such as `ZZ`.
    receiver_qualifier: String,
    /// The receiver's id (ISA08), up to 15 characters.
    receiver_id: String,
    /// The sender's application (GS02), 2 to 15 characters; often the sender's id again.
    application_sender: String,
    /// The receiver's application (GS03), 2 to 15 characters.
    application_receiver: String,
    /// The day on which the file is sent, such as `2025-03-01`. Claims are judged by it.
    #[schemars(extend("format" = "date"))]
    date: String,
    /// The time at which it is sent, such as `12:00:00`.
    #[schemars(extend("format" = "partial-time"))]
    time: String,
    /// Number of the file (ISA13), 1 to 999,999,999: another one for each file.
    #[schemars(range(min = 1, max = 999_999_999))]
    interchange_control_number: u32,
    /// Number of the group (GS06), 1 to 999,999,999.
    #[schemars(range(min = 1, max = 999_999_999))]
    group_control_number: u32,
    /// Whether the receiver is asked to answer with a TA1.
    acknowledgment_requested: bool,
    /// Real claims where true, a test where false.
    production: bool,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use crate::claim::ClaimEnvelope;

    fn names(object: &Value) -> BTreeSet<&str> {
        object
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect()
    }

    #[test]
    fn the_schema_has_the_fields_of_the_envelope() {
        let schema = schemars::schema_for!(ClaimEnvelope).to_value();
        let interchange = &schema["$defs"]["Interchange"];
        let envelope: ClaimEnvelope = serde_json::from_str(fixtures::claim_envelope()).unwrap();
        let envelope = serde_json::to_value(envelope).unwrap();
        assert_eq!(
            names(&interchange["properties"]),
            names(&envelope["interchange"])
        );
        let required: BTreeSet<_> = interchange["required"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap())
            .collect();
        assert_eq!(required, names(&envelope["interchange"]));
    }
}
