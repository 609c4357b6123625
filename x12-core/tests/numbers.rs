//! Numbers, dates and times: what is read, what is refused, and that nothing is rounded.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::explicit_iter_loop,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::map_identity,
    clippy::map_unwrap_or,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::redundant_closure_for_method_calls,
    clippy::semicolon_if_nothing_returned,
    clippy::string_slice,
    clippy::trivially_copy_pass_by_ref,
    clippy::type_complexity,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

use x12_core::{
    Date, DateRange, Sum, Time, ValueError, exact_difference, exact_sum, parse_decimal,
    parse_integer, rust_decimal::Decimal,
};

const BAD: Result<(&str, u32), ValueError> = Err(ValueError::Decimal);
const LARGE: Result<(&str, u32), ValueError> = Err(ValueError::TooLarge);

/// Bytes, and the value with its scale or why there is none.
const DECIMALS: &[(&[u8], Result<(&str, u32), ValueError>)] = &[
    (b"0", Ok(("0", 0))),
    (b"1", Ok(("1", 0))),
    (b"-1", Ok(("-1", 0))),
    (b"007", Ok(("7", 0))),
    (b"92.10", Ok(("92.10", 2))),
    (b"92.1", Ok(("92.1", 1))),
    (b"0.00", Ok(("0.00", 2))),
    (b"-0", Ok(("0", 0))),
    (b"-0.00", Ok(("0.00", 2))),
    (b".5", Ok(("0.5", 1))),
    (b"-.5", Ok(("-0.5", 1))),
    (b"5.", Ok(("5", 0))),
    (b"-5.", Ok(("-5", 0))),
    (b"00.50", Ok(("0.50", 2))),
    (b"150.005", Ok(("150.005", 3))),
    (b"", BAD),
    (b"-", BAD),
    (b".", BAD),
    (b"-.", BAD),
    (b"+5", BAD),
    (b"+", BAD),
    (b"--1", BAD),
    (b"1-", BAD),
    (b"1-2", BAD),
    (b"-+1", BAD),
    (b"1_000", BAD),
    (b"_1", BAD),
    (b"1,000", BAD),
    (b"1,5", BAD),
    (b"1e5", BAD),
    (b"1E5", BAD),
    (b"1.2.3", BAD),
    (b"1..2", BAD),
    (b"..1", BAD),
    (b"1 000", BAD),
    (b" 1", BAD),
    (b"1 ", BAD),
    (b"- 1", BAD),
    (b"$5", BAD),
    (b"5$", BAD),
    (b"(5)", BAD),
    (b"0x10", BAD),
    (b"4O", BAD),
    (b"l", BAD),
    (b"NaN", BAD),
    (b"inf", BAD),
    (b"1\0", BAD),
    (b"1\n", BAD),
    (b"\xEF\xBC\x91", BAD),     // a full-width one
    (b"\xD9\xA1\xD9\xA2", BAD), // Arabic-Indic digits
    (b"\xB2", BAD),             // a Latin-1 superscript two
    (b"1/2", BAD),
    (b"1:2", BAD),
    (b"99999999999999999", Ok(("99999999999999999", 0))),
    (b"999999999999999999", Ok(("999999999999999999", 0))), // 18
    (b"-999999999999999999", Ok(("-999999999999999999", 0))),
    (b"9999999999999999999", Ok(("9999999999999999999", 0))), // 19
    (b"-9999999999999999999", Ok(("-9999999999999999999", 0))),
    (b"9223372036854775807", Ok(("9223372036854775807", 0))),
    (b"9223372036854775808", Ok(("9223372036854775808", 0))),
    (b"-9223372036854775809", Ok(("-9223372036854775809", 0))),
    (b"99999999999999999.9", Ok(("99999999999999999.9", 1))),
    (b"9999999999999999.99", Ok(("9999999999999999.99", 2))),
    (b"123456789012345678.9", Ok(("123456789012345678.9", 1))),
    (
        b"9999999999999999999999999999",
        Ok(("9999999999999999999999999999", 0)),
    ), // 28
    (
        b"99999999999999999999999999.99",
        Ok(("99999999999999999999999999.99", 2)),
    ),
    (
        b"0.9999999999999999999999999999",
        Ok(("0.9999999999999999999999999999", 28)),
    ),
    (
        b".9999999999999999999999999999",
        Ok(("0.9999999999999999999999999999", 28)),
    ),
    (b"10000000000000000000000000000", LARGE), // 29
    (b"79228162514264337593543950335", LARGE), // 29, the largest that 96 bits hold
    (b"79228162514264337593543950336", LARGE),
    (b"999999999999999999999999999999", LARGE), // 30
    (b"9999999999999999999999999999.9", LARGE),
    (b"0.99999999999999999999999999999", LARGE),
    (b"0.00000000000000000000000000001", LARGE), // scale 29: would round to zero
    (b"0000000000000000000000000000000000000001", Ok(("1", 0))),
    (b"-0000000000000000000000", Ok(("0", 0))),
    (b"00000000000000000000.00", Ok(("0.00", 2))),
    (b"1.0000000000000000000000000000", LARGE), // 29 digits: keeping the scale needs them all
    (b"1234567890123456789012345678901234567890", LARGE),
    (b"9999999999999999999x", BAD),
    (b"-9999999999999999999-", BAD),
    (b"9999999999.9999999999.9", BAD),
    (b"....................", BAD),
    (b"--------------------1", BAD),
    (b"+9999999999999999999", BAD),
    (b"1_000_000_000_000_000_000", BAD),
    (b"99999999999999999999 ", BAD),
];

#[test]
fn decimals() {
    assert!(DECIMALS.len() >= 60);
    for (bytes, verdict) in DECIMALS {
        let shown = String::from_utf8_lossy(bytes);
        match (parse_decimal(bytes), verdict) {
            (Ok(value), Ok((text, scale))) => {
                assert_eq!(value.to_string(), *text, "{shown:?}");
                assert_eq!(value.scale(), *scale, "{shown:?}");
                assert!(
                    !value.is_zero() || value.is_sign_positive(),
                    "{shown:?} is a negative zero"
                );
            }
            (got, verdict) => assert_eq!(
                got.map_err(|error| error),
                verdict.map(|_| Decimal::ZERO),
                "{shown:?}"
            ),
        }
    }
}

/// Every length and every place of the point: the value is the one that the digits spell.
#[test]
fn every_length_and_scale() {
    for len in 1..=28_usize {
        let digits: String = "1234567890".chars().cycle().take(len).collect();
        for point in 0..=len {
            for sign in ["", "-"] {
                let text = format!("{sign}{}.{}", &digits[..point], &digits[point..]);
                let value = parse_decimal(text.as_bytes())
                    .unwrap_or_else(|error| panic!("{text}: {error:?}"));
                let mantissa: i128 = format!("{sign}{digits}").parse().unwrap();
                assert_eq!(
                    (value.mantissa(), value.scale() as usize),
                    (mantissa, len - point),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn integers() {
    let good: &[(&[u8], u64)] = &[
        (b"0", 0),
        (b"7", 7),
        (b"007", 7),
        (b"18446744073709551615", u64::MAX),
        (b"000000000000000000000000001", 1),
    ];
    for (bytes, value) in good {
        assert_eq!(parse_integer(bytes), Ok(*value));
    }
    let bad: &[&[u8]] = &[
        b"",
        b"-1",
        b"+1",
        b"1.0",
        b"1.",
        b" 1",
        b"1 ",
        b"1_0",
        b"1,0",
        b"1e1",
        b"x",
        b"\xD9\xA1",
        b"-",
    ];
    for bytes in bad {
        assert_eq!(parse_integer(bytes), Err(ValueError::Integer), "{bytes:?}");
    }
    for bytes in [
        &b"18446744073709551616"[..],
        b"99999999999999999999",
        b"999999999999999999999999999999999999999999",
    ] {
        assert_eq!(parse_integer(bytes), Err(ValueError::TooLarge));
    }
}

#[test]
fn dates() {
    let good = [
        ("20250301", "2025-03-01"),
        ("20240229", "2024-02-29"),
        ("20000229", "2000-02-29"),
        ("19000228", "1900-02-28"),
        ("19991231", "1999-12-31"),
        ("20250430", "2025-04-30"),
        ("20251231", "2025-12-31"),
        ("99991231", "9999-12-31"),
    ];
    for (text, iso) in good {
        let date = Date::read(text.as_bytes()).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(date.to_string(), iso);
        assert_eq!(date.get().to_string(), iso);
    }
    let bad = [
        "",
        "2025",
        "250301",
        "2025030",
        "202503011",
        "20230229",
        "19000229",
        "21000229",
        "20250431",
        "20250631",
        "20250931",
        "20251131",
        "20250230",
        "20251301",
        "20250001",
        "20250300",
        "20250332",
        "2025-3-1",
        "2025-03-01",
        "2025030 ",
        " 20250301",
        "20250301 ",
        "2025O301",
        "+2025030",
        "-2025030",
        "00000000",
        "20250301-20250302",
        "2025\u{661}301",
    ];
    for text in bad {
        assert_eq!(Date::read(text.as_bytes()), None, "{text:?}");
    }
    assert_eq!(Date::read(b"2025030\xB2"), None);
}

#[test]
fn every_day_and_no_other_is_a_date() {
    for year in [0, 1, 1900, 2000, 2023, 2024, 9999] {
        for rest in 0..10_000_u32 {
            let text = format!("{year:04}{rest:04}");
            let day = chrono::NaiveDate::from_ymd_opt(year, rest / 100, rest % 100);
            assert_eq!(Date::read(text.as_bytes()).map(Date::get), day, "{text}");
        }
    }
}

#[test]
fn a_date_has_digits_alone() {
    for at in 0..8 {
        for byte in 0..=u8::MAX {
            let mut text = *b"20221212";
            text[at] = byte;
            let is_read = Date::read(&text).is_some();
            assert!(byte.is_ascii_digit() || !is_read, "{byte} at {at}");
        }
    }
}

#[test]
fn times() {
    let good = [
        ("0000", "00:00:00"),
        ("2359", "23:59:00"),
        ("235959", "23:59:59"),
        ("1200005", "12:00:00.500"),
        ("12000050", "12:00:00.500"),
        ("12000005", "12:00:00.050"),
        ("23595999", "23:59:59.990"),
    ];
    for (text, iso) in good {
        let time = Time::read(text.as_bytes()).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(time.get().to_string(), iso);
    }
    for text in [
        "",
        "0",
        "12",
        "120",
        "2400",
        "2360",
        "12345",
        "120060",
        "236000",
        "123456789",
        "12:00",
        "-100",
        "12 0",
        "1200 ",
        "12AM",
        "1200+0",
    ] {
        assert_eq!(Time::read(text.as_bytes()), None, "{text:?}");
    }
}

#[test]
fn ranges() {
    let range = DateRange::read(b"20250101-20250131").unwrap();
    assert_eq!(
        (range.from.to_string(), range.to.to_string()),
        ("2025-01-01".into(), "2025-01-31".into())
    );
    assert!(DateRange::read(b"20250101-20250101").is_some());
    let bad: &[&[u8]] = &[
        b"",
        b"-",
        b"20250101",
        b"20250101-",
        b"-20250101",
        b"20250102-20250101",
        b"20250101-20250230",
        b"20250101--20250102",
        b"20250101 - 20250102",
        b"20250101/20250102",
        b"20250101-20250102-20250103",
        b"20250101-2025010",
    ];
    for bytes in bad {
        assert!(
            DateRange::read(bytes).is_none(),
            "{}",
            String::from_utf8_lossy(bytes)
        );
    }
}

fn decimal(text: &str) -> Decimal {
    parse_decimal(text.as_bytes()).unwrap()
}

#[test]
fn exact_sums() {
    let large = format!("1{}", "0".repeat(27));
    let most = "9".repeat(28);
    let sum =
        |a: &str, b: &str| exact_sum(decimal(a), decimal(b)).map(|sum| sum.normalize().to_string());
    let difference = |a: &str, b: &str| {
        exact_difference(decimal(a), decimal(b)).map(|sum| sum.normalize().to_string())
    };
    assert_eq!(sum("0.1", "0.2").as_deref(), Some("0.3"));
    assert_eq!(sum("0.01", "-0.01").as_deref(), Some("0"));
    assert_eq!(sum("150.005", "0.0005").as_deref(), Some("150.0055"));
    assert_eq!(difference("40", "40.00").as_deref(), Some("0"));
    assert_eq!(difference("40", "-40").as_deref(), Some("80"));
    // 30 digits are needed: rounding would give the larger one back.
    assert_eq!(sum(&large, "0.001"), None);
    assert_eq!(difference(&large, "0.001"), None);
    assert_eq!(sum(&most, "0.01"), None);
    assert_eq!(sum("0.0000000000000000000000000001", "10"), None);
    // 28 digits and more that still fit.
    assert_eq!(sum(&large, "0").as_deref(), Some(large.as_str()));
    assert_eq!(
        sum(&large, "1").as_deref(),
        Some("1000000000000000000000000001")
    );
    assert_eq!(difference(&most, &most).as_deref(), Some("0"));
    assert_eq!(
        difference(&most, "-1").as_deref(),
        Some("10000000000000000000000000000")
    );
    // What passes the range on the way may come back into it.
    let mut way = Sum::default();
    way.extend([decimal(&most), decimal(&most), decimal(&format!("-{most}"))]);
    assert_eq!(
        way.total().map(|total| total.normalize().to_string()),
        Some(most.clone())
    );
    let mut nine = Sum::default();
    nine.extend(std::iter::repeat_n(decimal(&most), 9));
    assert_eq!(nine.total(), None);
}
