//! `x12 ack read`.

use serde_json::json;

use crate::{
    lines,
    support::{Folder, ack_text, status_text, swap, ta1},
};

#[test]
fn a_group_with_its_sets() {
    let folder = Folder::new();
    folder
        .write("a.999", ack_text("T08"))
        .write("b.999", ack_text("T09"));
    let run = folder.run(&["ack", "read", "a.999", "b.999"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let all = lines(&run.out);
    assert_eq!(all.len(), 2);
    assert_eq!(
        all[0]["group"],
        json!({
            "outcome": "accepted", "kind": "implementation", "functional_id": "HC", "control_number": "1",
            "version": "005010X222A1", "code": "A", "included": 1, "received": 1, "accepted": 1, "errors": [],
            "sets": [{"set": "837", "control_number": "0001", "version": "005010X222A1", "code": "A", "errors": [],
                      "segments": []}]
        })
    );
    let group = &all[1]["group"];
    assert_eq!(group["outcome"], "partly_accepted");
    assert_eq!(
        [&group["included"], &group["received"], &group["accepted"]],
        [2, 2, 1]
    );
    let set = &group["sets"][1];
    assert_eq!((&set["code"], &set["errors"]), (&json!("R"), &json!(["5"])));
    let segment = &set["segments"][0];
    assert_eq!(segment["segment"], "CLM");
    assert_eq!(segment["position"], 22);
    assert_eq!(segment["loop_id"], "2300");
    assert_eq!(
        segment["contexts"],
        json!([{"business_unit": {"name": "CLM01", "value": "SH-10008"}}])
    );
    let element = &segment["elements"][0];
    assert_eq!(element["position"]["element"], 5);
    assert_eq!(element["position"]["component"], 3);
    assert_eq!(element["reference"], 1325);
    assert_eq!(
        (&element["code"], &element["value"]),
        (&json!("7"), &json!("Z"))
    );
}

#[test]
fn answers_to_interchanges_stand_alone() {
    let folder = Folder::new();
    let run = folder.run_with(
        &["ack", "read", "-"],
        ta1("000000050", "R", "023").as_bytes(),
    );
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let all = lines(&run.out);
    assert_eq!(all.len(), 1);
    let answer = &all[0]["interchange"];
    assert_eq!(answer["outcome"], "rejected");
    assert_eq!(answer["control_number"], "000000050");
    assert_eq!(
        (&answer["code"], &answer["note"]),
        (&json!("R"), &json!("023"))
    );
}

/// The 997 says the same in segments of other names.
#[test]
fn an_older_acknowledgment_is_read_alike() {
    let folder = Folder::new();
    let old = ack_text("T09")
        .replace("005010X231A1", "005010")
        .replace("ST*999", "ST*997")
        .replace("*005010~\nAK1", "~\nAK1")
        .replace("CTX*CLM01:SH-10008~\n", "")
        .replace("IK3*", "AK3*")
        .replace("IK4*", "AK4*")
        .replace("IK5*", "AK5*")
        .replace("SE*11*", "SE*10*");
    let run = folder.write("a.997", old).run(&["ack", "read", "a.997"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let all = lines(&run.out);
    let group = &all[0]["group"];
    assert_eq!(group["kind"], "functional");
    assert_eq!(group["outcome"], "partly_accepted");
    let segment = &group["sets"][1]["segments"][0];
    assert_eq!(
        (&segment["segment"], &segment["position"]),
        (&json!("CLM"), &json!(22))
    );
    assert_eq!(segment["elements"][0]["reference"], 1325);
}

#[test]
fn what_is_not_whole_is_not_given() {
    let folder = Folder::new();
    let whole = ack_text("T09");
    let cut = whole.find("AK9*").unwrap();
    folder
        .write("cut.999", &whole[..cut])
        .write("bad.999", swap(&whole, "AK2*837*0002*", "AK2**0002*"))
        .write("other.999", status_text("T05"))
        .write("empty.999", "");
    let run = folder.run(&["ack", "read", "cut.999"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(
        run.err.contains("X12-0902") && run.err.contains("reading stopped inside it"),
        "{}",
        run.err
    );
    let run = folder.run(&["ack", "read", "bad.999"]);
    assert_eq!((run.code, lines(&run.out).len()), (1, 1), "{}", run.err);
    let strict = folder.run(&["ack", "read", "--strict", "bad.999"]);
    assert_eq!(
        (strict.code, strict.out.as_str()),
        (1, ""),
        "{}",
        strict.err
    );
    let run = folder.run(&["ack", "read", "other.999"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(
        run.err.contains("x12: other.999: no acknowledgment"),
        "{}",
        run.err
    );
    let run = folder.run(&["ack", "read", "empty.999", "missing.999"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(
        run.err.contains("X12-0901") && run.err.contains("x12: missing.999: "),
        "{}",
        run.err
    );
}
