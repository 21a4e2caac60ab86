//! Browsers that people have, with what is the same in all of a kind.

/// A browser on a kind of machine.
#[derive(Debug)]
pub struct Model {
    /// How many of a hundred people use it.
    pub share: i64,
    pub engine: &'static str,
    /// The user agent, with its version as `{}`.
    pub agent: &'static str,
    /// Versions in use, the newest most often.
    pub versions: &'static [&'static str],
    pub platform: &'static str,
    pub vendor: &'static str,
    /// Brand, platform, architecture and model of the client hints.
    pub hints: Option<(&'static str, &'static str, &'static str, &'static str)>,
    /// Widths, heights and pixel ratios.
    pub screens: &'static [(i64, i64, f64)],
    pub cores: &'static [i64],
    pub memory: &'static [i64],
    pub touch_points: i64,
    pub gl_vendor: &'static str,
    pub gl: &'static [&'static str],
    pub fonts: &'static str,
    /// How many drawings of one text are seen among machines of this kind: drivers and font smoothing.
    pub drawings: i64,
}

impl Model {
    /// Whether it is carried around.
    pub fn is_phone(&self) -> bool {
        self.touch_points > 1 && self.screens[0].0 < 500
    }
}

const GOOGLE: &str = "Google Inc.";
const APPLE: &str = "Apple Computer, Inc.";
const CHROMIUM: &[&str] = &["144", "144", "143", "143", "142", "141", "138"];
const FIREFOX: &[&str] = &["147", "146", "146", "145", "140"];
const SAFARI: &[&str] = &["26.2", "26.2", "26.1", "18.6", "17.6"];
const PC_SCREENS: &[(i64, i64, f64)] = &[
    (1920, 1080, 1.0),
    (1920, 1080, 1.25),
    (1536, 864, 1.25),
    (2560, 1440, 1.0),
    (1366, 768, 1.0),
    (3440, 1440, 1.0),
];
const MAC_SCREENS: &[(i64, i64, f64)] = &[
    (1440, 900, 2.0),
    (1512, 982, 2.0),
    (1728, 1117, 2.0),
    (2560, 1440, 1.0),
];
const PC_FONTS: &str =
    "Calibri,Cambria,Candara,Corbel,Gabriola,Georgia,Impact,Marlett,Segoe UI,SimSun,Tahoma,Verdana";
const MAC_FONTS: &str = "Avenir,Futura,Geneva,Georgia,Impact,Menlo,Monaco,Optima,Tahoma,Verdana";
const LINUX_FONTS: &str = "Cantarell,DejaVu Sans,Lato,Liberation Sans,Noto Sans,Ubuntu";
const PC_GL: &[&str] = &[
    "ANGLE (Intel, Intel(R) UHD Graphics 620 (0x00003EA0) Direct3D11 vs_5_0 ps_5_0, D3D11)",
    "ANGLE (Intel, Intel(R) Iris(R) Xe Graphics (0x000046A6) Direct3D11 vs_5_0 ps_5_0, D3D11)",
    "ANGLE (Intel, Intel(R) UHD Graphics 770 (0x00004680) Direct3D11 vs_5_0 ps_5_0, D3D11)",
    "ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)",
    "ANGLE (NVIDIA, NVIDIA GeForce GTX 1650 (0x00001F82) Direct3D11 vs_5_0 ps_5_0, D3D11)",
    "ANGLE (AMD, AMD Radeon(TM) Graphics (0x00001638) Direct3D11 vs_5_0 ps_5_0, D3D11)",
];

/// Chrome on Windows: what most people have.
pub static CHROME_WINDOWS: Model = Model {
    share: 24,
    engine: "blink",
    agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36",
    versions: CHROMIUM,
    platform: "Win32",
    vendor: GOOGLE,
    hints: Some(("Google Chrome", "Windows", "x86", "")),
    screens: PC_SCREENS,
    cores: &[4, 8, 8, 12, 16, 20],
    memory: &[4, 8, 8, 16, 32],
    touch_points: 0,
    gl_vendor: "Google Inc. (Intel)",
    gl: PC_GL,
    fonts: PC_FONTS,
    drawings: 9,
};
/// Edge on Windows.
pub static EDGE_WINDOWS: Model = Model {
    share: 9,
    agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36 Edg/{}.0.0.0",
    hints: Some(("Microsoft Edge", "Windows", "x86", "")),
    ..CHROME_WINDOWS
};
/// Chrome on a Mac.
pub static CHROME_MAC: Model = Model {
    share: 7,
    agent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36",
    platform: "MacIntel",
    hints: Some(("Google Chrome", "macOS", "arm", "")),
    screens: MAC_SCREENS,
    cores: &[8, 10, 12],
    memory: &[8, 16, 16, 32],
    gl_vendor: "Google Inc. (Apple)",
    gl: &[
        "ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)",
        "ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)",
        "ANGLE (Apple, ANGLE Metal Renderer: Apple M3 Pro, Unspecified Version)",
    ],
    fonts: MAC_FONTS,
    drawings: 2,
    ..CHROME_WINDOWS
};
/// Safari on a Mac.
pub static SAFARI_MAC: Model = Model {
    share: 6,
    engine: "webkit",
    agent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{} Safari/605.1.15",
    versions: SAFARI,
    vendor: APPLE,
    hints: None,
    cores: &[8],
    memory: &[],
    gl_vendor: "Apple Inc.",
    gl: &["Apple GPU"],
    ..CHROME_MAC
};
/// Safari on an iPhone: millions are alike to the last signal.
pub static IPHONE: Model = Model {
    share: 19,
    engine: "webkit",
    agent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{} Mobile/15E148 Safari/604.1",
    versions: SAFARI,
    platform: "iPhone",
    vendor: APPLE,
    hints: None,
    screens: &[(393, 852, 3.0), (390, 844, 3.0), (402, 874, 3.0), (430, 932, 3.0)],
    cores: &[4],
    memory: &[],
    touch_points: 5,
    gl_vendor: "Apple Inc.",
    gl: &["Apple GPU"],
    fonts: "Avenir,Futura,Georgia,Menlo,Optima,Verdana",
    drawings: 1,
};
/// Chrome on Android telephones of the commonest makers.
pub static ANDROID_SAMSUNG: Model = Model {
    share: 9,
    agent: "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Mobile Safari/537.36",
    platform: "Linux armv81",
    hints: Some(("Google Chrome", "Android", "", "SM-S921B")),
    screens: &[(360, 780, 3.0)],
    cores: &[8],
    memory: &[8],
    touch_points: 5,
    gl_vendor: "ARM",
    gl: &["Mali-G720"],
    fonts: "Noto Sans,Roboto",
    drawings: 2,
    ..CHROME_WINDOWS
};
/// A cheaper one.
pub static ANDROID_BUDGET: Model = Model {
    share: 8,
    hints: Some(("Google Chrome", "Android", "", "SM-A546B")),
    screens: &[(384, 854, 2.8125)],
    memory: &[4],
    gl: &["Mali-G68"],
    ..ANDROID_SAMSUNG
};
/// And another maker's.
pub static ANDROID_XIAOMI: Model = Model {
    share: 6,
    hints: Some(("Google Chrome", "Android", "", "23124RA7EO")),
    screens: &[(393, 873, 2.75)],
    memory: &[4, 8],
    gl_vendor: "Qualcomm",
    gl: &["Adreno (TM) 610"],
    ..ANDROID_SAMSUNG
};
/// Firefox on Windows.
pub static FIREFOX_WINDOWS: Model = Model {
    share: 5,
    engine: "gecko",
    agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:{}.0) Gecko/20100101 Firefox/{}.0",
    versions: FIREFOX,
    vendor: "",
    hints: None,
    memory: &[],
    ..CHROME_WINDOWS
};
/// Firefox on Linux.
pub static FIREFOX_LINUX: Model = Model {
    share: 2,
    agent: "Mozilla/5.0 (X11; Linux x86_64; rv:{}.0) Gecko/20100101 Firefox/{}.0",
    platform: "Linux x86_64",
    gl_vendor: "Intel",
    gl: &[
        "Mesa Intel(R) UHD Graphics 620 (KBL GT2)",
        "AMD Radeon Graphics (radeonsi, renoir)",
    ],
    fonts: LINUX_FONTS,
    ..FIREFOX_WINDOWS
};
/// Chrome on Linux.
pub static CHROME_LINUX: Model = Model {
    share: 2,
    agent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36",
    platform: "Linux x86_64",
    hints: Some(("Google Chrome", "Linux", "x86", "")),
    gl_vendor: "Google Inc. (Intel)",
    gl: &["ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)"],
    fonts: LINUX_FONTS,
    ..CHROME_WINDOWS
};
/// Safari on an iPad, which calls itself a Mac.
pub static IPAD: Model = Model {
    share: 3,
    agent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{} Safari/605.1.15",
    platform: "MacIntel",
    screens: &[(820, 1180, 2.0), (810, 1080, 2.0)],
    ..IPHONE
};

/// What people use.
pub static ALL: [&Model; 12] = [
    &CHROME_WINDOWS,
    &EDGE_WINDOWS,
    &CHROME_MAC,
    &SAFARI_MAC,
    &IPHONE,
    &ANDROID_SAMSUNG,
    &ANDROID_BUDGET,
    &ANDROID_XIAOMI,
    &FIREFOX_WINDOWS,
    &FIREFOX_LINUX,
    &CHROME_LINUX,
    &IPAD,
];
