//! Browsers that people have.

/// A browser on a kind of machine.
#[derive(Debug)]
pub struct Model {
    /// Engine, as the script names it.
    pub engine: &'static str,
    /// User agent.
    pub user_agent: &'static str,
    /// `navigator.platform`.
    pub platform: &'static str,
    /// `navigator.vendor`.
    pub vendor: &'static str,
    /// Name among the client hints.
    pub brand: &'static str,
    /// Platform, architecture and telephone of the client hints.
    pub hints: Option<(&'static str, &'static str, Option<&'static str>)>,
    /// Widths, heights and pixel ratios.
    pub screens: &'static [(i64, i64, f64)],
    /// Numbers of processor cores.
    pub cores: &'static [i64],
    /// Fingers it can feel.
    pub touch_points: i64,
    /// Vendor and renderers of WebGL.
    pub graphics: (&'static str, &'static [&'static str]),
    /// Fonts.
    pub fonts: &'static [&'static str],
}

const GOOGLE: &str = "Google Inc.";
const APPLE: &str = "Apple Computer, Inc.";
const PC_SCREENS: &[(i64, i64, f64)] = &[
    (1920, 1080, 1.0),
    (1536, 864, 1.25),
    (2560, 1440, 1.0),
    (1366, 768, 1.0),
];
const MAC_SCREENS: &[(i64, i64, f64)] = &[
    (1440, 900, 2.0),
    (1512, 982, 2.0),
    (1728, 1117, 2.0),
    (2560, 1440, 1.0),
];
const PC_FONTS: &[&str] = &[
    "Calibri", "Cambria", "Candara", "Corbel", "Gabriola", "Georgia", "Impact", "Marlett", "Segoe UI",
    "Tahoma", "Verdana",
];
const MAC_FONTS: &[&str] = &[
    "Avenir", "Futura", "Geneva", "Georgia", "Impact", "Menlo", "Monaco", "Optima", "Tahoma", "Verdana",
];
const LINUX_FONTS: &[&str] = &[
    "Cantarell",
    "DejaVu Sans",
    "Lato",
    "Liberation Sans",
    "Noto Sans",
    "Ubuntu",
];
const PC_GRAPHICS: &[&str] = &[
    "ANGLE (Intel, Intel(R) UHD Graphics 620 Direct3D11 vs_5_0 ps_5_0, D3D11)",
    "ANGLE (Intel, Intel(R) Iris(R) Xe Graphics Direct3D11 vs_5_0 ps_5_0, D3D11)",
    "ANGLE (NVIDIA, NVIDIA GeForce GTX 1650 Direct3D11 vs_5_0 ps_5_0, D3D11)",
    "ANGLE (AMD, AMD Radeon(TM) Graphics Direct3D11 vs_5_0 ps_5_0, D3D11)",
];
const MAC_GRAPHICS: &[&str] = &[
    "ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)",
    "ANGLE (Apple, ANGLE Metal Renderer: Apple M3, Unspecified Version)",
];
const PHONE_GRAPHICS: &[&str] = &["Adreno (TM) 640", "Adreno (TM) 740", "Mali-G78", "Mali-G710"];

const BASE: Model = Model {
    engine: "blink",
    user_agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    platform: "Win32",
    vendor: GOOGLE,
    brand: "Google Chrome",
    hints: Some(("Windows", "x86", None)),
    screens: PC_SCREENS,
    cores: &[4, 8, 12, 16],
    touch_points: 0,
    graphics: ("Google Inc. (Intel)", PC_GRAPHICS),
    fonts: PC_FONTS,
};

/// Chrome on Windows.
pub static CHROME_WINDOWS: Model = BASE;
/// Edge on Windows.
pub static EDGE_WINDOWS: Model = Model {
    user_agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
    brand: "Microsoft Edge",
    ..BASE
};
/// Chrome on a Mac.
pub static CHROME_MAC: Model = Model {
    user_agent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    platform: "MacIntel",
    hints: Some(("macOS", "arm", None)),
    screens: MAC_SCREENS,
    cores: &[8, 10],
    graphics: ("Google Inc. (Apple)", MAC_GRAPHICS),
    fonts: MAC_FONTS,
    ..BASE
};
/// Safari on a Mac.
pub static SAFARI_MAC: Model = Model {
    engine: "webkit",
    user_agent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
    platform: "MacIntel",
    vendor: APPLE,
    hints: None,
    screens: MAC_SCREENS,
    cores: &[8],
    graphics: ("Apple Inc.", &["Apple GPU"]),
    fonts: MAC_FONTS,
    ..BASE
};
/// Safari on an iPhone.
pub static IPHONE: Model = Model {
    engine: "webkit",
    user_agent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
    platform: "iPhone",
    vendor: APPLE,
    hints: None,
    screens: &[(393, 852, 3.0), (390, 844, 3.0), (430, 932, 3.0)],
    cores: &[4],
    touch_points: 5,
    graphics: ("Apple Inc.", &["Apple GPU"]),
    fonts: &["Georgia", "Verdana"],
    ..BASE
};
/// Chrome on an Android telephone.
pub static ANDROID: Model = Model {
    user_agent: "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
    platform: "Linux armv81",
    hints: Some(("Android", "", Some("SM-S921B"))),
    screens: &[(360, 780, 3.0), (412, 915, 2.625), (384, 854, 2.8125)],
    cores: &[8],
    touch_points: 5,
    graphics: ("Qualcomm", PHONE_GRAPHICS),
    fonts: &["Noto Sans", "Roboto"],
    ..BASE
};
/// Firefox on Windows.
pub static FIREFOX_WINDOWS: Model = Model {
    engine: "gecko",
    user_agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
    vendor: "",
    hints: None,
    ..BASE
};
/// Firefox on Linux.
pub static FIREFOX_LINUX: Model = Model {
    engine: "gecko",
    user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    platform: "Linux x86_64",
    vendor: "",
    hints: None,
    fonts: LINUX_FONTS,
    ..BASE
};
/// Chrome on Linux; headless, what the bot farm runs.
pub static CHROME_LINUX: Model = Model {
    user_agent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    platform: "Linux x86_64",
    hints: Some(("Linux", "x86", None)),
    graphics: (
        "Google Inc. (Google)",
        &["ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)"],
    ),
    fonts: LINUX_FONTS,
    ..BASE
};

/// What people use, the commonest most often.
pub static COMMON: [&Model; 12] = [
    &CHROME_WINDOWS,
    &ANDROID,
    &IPHONE,
    &CHROME_WINDOWS,
    &CHROME_MAC,
    &ANDROID,
    &EDGE_WINDOWS,
    &SAFARI_MAC,
    &IPHONE,
    &FIREFOX_WINDOWS,
    &ANDROID,
    &FIREFOX_LINUX,
];
