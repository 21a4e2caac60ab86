//! The fingerprint of a device record: the same 32 hex digits that `dregs.js` computes (`tracker/ts/fingerprint.ts`).

use serde_json::Value;

/// The generation of the signal set. A changed set is a new generation, never a silent change of every id.
const GENERATION: u32 = 1;

/// Computes the fingerprint, or nothing for what is no device record. The record comes from a stranger: any part of it
/// may be missing or of any type.
pub fn compute(device: &Value) -> Option<String> {
    device.get("userAgent")?.as_str()?;
    let canonical = format!("{GENERATION}{}", Value::Array(stable(device)));
    Some(murmur128(canonical.as_bytes()))
}

/// The signals that stay the same on one device, in the order of the script.
fn stable(device: &Value) -> Vec<Value> {
    let part = |name| get(device, name);
    let (hints, media) = (part("userAgentData"), part("mediaQueries"));
    let (screen, webgl) = (part("screen"), part("webgl"));
    let (engine, cores, canvas) = (part("engine"), part("hardwareConcurrency"), part("canvas"));
    let (blink, gecko) = (engine == "blink", engine == "gecko");
    let many_cores = Value::Bool(cores.as_f64().is_some_and(|count| count >= 8.0));
    let touch_only = get(&media, "anyPointer") == "coarse";
    let drawn = blink && canvas.as_str().is_some_and(is_canvas_hash);
    let only = |kept: bool, value: Value| if kept { value } else { Value::Bool(false) };

    vec![
        engine.clone(),
        text(&part("userAgent"), without_numbers),
        part("platform"),
        part("vendor"),
        part("language"),
        part("timezone"),
        get(&hints, "platform"),
        get(&hints, "architecture"),
        get(&hints, "bitness"),
        get(&hints, "model"),
        get(&hints, "mobile"),
        if gecko { many_cores } else { number(cores) },
        only(blink, hundredths(device, "deviceMemory")),
        only(engine != "webkit", sides(&screen)),
        only(touch_only, hundredths(&screen, "pixelRatio")),
        get(&media, "anyPointer"),
        get(&media, "colorGamut"),
        number(part("maxTouchPoints")),
        part("pdfViewerEnabled"),
        get(&webgl, "vendor"),
        text(&get(&webgl, "renderer"), without_versions),
        get(&webgl, "hash"),
        only(drawn, canvas),
        only(!gecko, part("fonts")),
    ]
}

/// The words `noisy` and `skip` stand where no hash is to be trusted.
fn is_canvas_hash(canvas: &str) -> bool {
    canvas.len() > 9
}

fn get(record: &Value, name: &str) -> Value {
    record.get(name).cloned().unwrap_or(Value::Null)
}

fn text(value: &Value, change: impl Fn(&str) -> String) -> Value {
    value.as_str().map_or(Value::Null, |text| change(text).into())
}

/// Whole numbers are printed without a fraction, as the script prints them.
fn number(value: Value) -> Value {
    match value.as_f64() {
        Some(number) if number.fract() == 0.0 && number.abs() < 9e15 => (number as i64).into(),
        _ => value,
    }
}

fn hundredths(record: &Value, name: &str) -> Value {
    match record.get(name) {
        Some(Value::Null) => 0.into(),
        Some(value) => value
            .as_f64()
            .map_or(Value::Null, |value| number((value * 100.0 + 0.5).floor().into())),
        None => Value::Null,
    }
}

fn sides(screen: &Value) -> Value {
    if screen.is_null() {
        return Value::Null;
    }
    let mut sides = ["width", "height"].map(|side| get(screen, side).as_f64().unwrap_or(0.0));
    sides.sort_by(f64::total_cmp);
    sides
        .map(Value::from)
        .into_iter()
        .chain([get(screen, "colorDepth")])
        .map(number)
        .collect()
}

/// Drops `10.0`, `18_7_1` and every other number, as JavaScript's `/\d[\d._]*/g` does; a missing window is no number
/// but goes too.
fn without_numbers(user_agent: &str) -> String {
    let mut inside = false;
    let user_agent = user_agent.replacen("HeadlessChrome", "Chrome", 1);
    let outside = user_agent.chars().filter(|letter| {
        inside = letter.is_ascii_digit() || (inside && matches!(letter, '.' | '_'));
        !inside
    });
    outside.collect()
}

/// Drops `5.1` and `27.21.14`, but not the `1060` of a model: JavaScript's `/\d+(\.\d+)+/g`.
fn without_versions(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, number) = rest.split_at(start);
        let mut end = digits(number);
        let whole = end;
        while let Some(fraction) = number[end..]
            .strip_prefix('.')
            .map(digits)
            .filter(|&count| count > 0)
        {
            end += 1 + fraction;
        }
        kept += before;
        if end == whole {
            kept += &number[..end];
        }
        rest = &number[end..];
    }
    kept + rest
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// MurmurHash3, the x86 128-bit variant with seed 0.
fn murmur128(input: &[u8]) -> String {
    const FACTORS: [u32; 4] = [0x239b_961b, 0xab0e_9789, 0x38b3_4ae5, 0xa1e3_8b93];
    const ADDENDS: [u32; 4] = [0x561c_cd1b, 0x0bca_a747, 0x96cd_1c35, 0x32ac_3b17];
    const TURNS: [u32; 4] = [19, 17, 15, 13];
    let mut state = [0_u32; 4];
    // Always one block more than is full: the bytes missing from it are zero and change nothing.
    for block in 0..=input.len() / 16 {
        for lane in 0..4 {
            let start = block * 16 + lane * 4;
            let byte = |offset: usize| u32::from(input.get(start + offset).copied().unwrap_or(0));
            let word = byte(0) | byte(1) << 8 | byte(2) << 16 | byte(3) << 24;
            let turned = word.wrapping_mul(FACTORS[lane]).rotate_left(15 + lane as u32);
            state[lane] ^= turned.wrapping_mul(FACTORS[(lane + 1) % 4]);
            if block < input.len() / 16 {
                let mixed = state[lane]
                    .rotate_left(TURNS[lane])
                    .wrapping_add(state[(lane + 1) % 4]);
                state[lane] = mixed.wrapping_mul(5).wrapping_add(ADDENDS[lane]);
            }
        }
    }
    state = spread(state.map(|word| word ^ input.len() as u32));
    state = spread(state.map(avalanche));
    state.iter().map(|word| format!("{word:08x}")).collect()
}

fn spread([a, b, c, d]: [u32; 4]) -> [u32; 4] {
    let sum = a.wrapping_add(b).wrapping_add(c).wrapping_add(d);
    [sum, b.wrapping_add(sum), c.wrapping_add(sum), d.wrapping_add(sum)]
}

fn avalanche(word: u32) -> u32 {
    let word = (word ^ word >> 16).wrapping_mul(0x85eb_ca6b);
    let word = (word ^ word >> 13).wrapping_mul(0xc2b2_ae35);
    word ^ word >> 16
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The committed answers are the script's own.
    #[test]
    fn agrees_with_the_script() {
        let vectors: Vec<Value> =
            serde_json::from_str(include_str!("../../../tracker/vectors.json")).unwrap();
        assert!(!vectors.is_empty());
        for vector in vectors {
            let canonical = format!("{GENERATION}{}", Value::Array(stable(&vector["device"])));
            assert_eq!(canonical, vector["canonical"], "{}", vector["name"]);
            assert_eq!(
                compute(&vector["device"]).unwrap(),
                vector["fingerprint"],
                "{}",
                vector["name"]
            );
        }
    }

    /// The script is not always what sends a record.
    #[test]
    fn survives_anything() {
        for odd in [
            json!(null),
            json!([]),
            json!("x"),
            json!({}),
            json!({"userAgent": 5}),
        ] {
            assert_eq!(compute(&odd), None);
        }
        for part in [
            json!("é1.2.é3."),
            json!([1.5, {}]),
            json!(1e300),
            json!(true),
            json!({"width": {}, "renderer": "9.é"}),
        ] {
            let device = json!({
                "userAgent": "é1_", "engine": "blink", "screen": part, "webgl": part, "canvas": part, "fonts": part,
                "userAgentData": part, "mediaQueries": part, "hardwareConcurrency": part, "deviceMemory": part,
            });
            assert_eq!(compute(&device).map(|id| id.len()), Some(32));
        }
    }

    /// Numbers leave a user agent, versions leave a graphics card's name.
    #[test]
    fn drops_numbers() {
        assert_eq!(without_numbers("A/1.2_3.b 4"), "A/.b ".replace(".b", "b"));
        assert_eq!(without_versions("GTX 1060 5.1, v1.2.3.x 7."), "GTX 1060 , v.x 7.");
    }
}
