//! Countries: what they are called, where they lie, and how far they reach.
//!
//! Each is the smallest circle found around its land, worked out from the borders of Natural Earth (1:50,000,000, public
//! domain); parts with a code of their own are left out of the whole.

/// A country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Country {
    /// ISO 3166 code.
    pub code: &'static str,
    /// English name.
    pub name: &'static str,
    /// Degrees north of the centre.
    pub latitude: f64,
    /// Degrees east of the centre.
    pub longitude: f64,
    /// Nowhere in it is further from the centre.
    pub radius_km: u32,
}

const fn c(code: &'static str, name: &'static str, latitude: f64, longitude: f64, radius_km: u32) -> Country {
    Country {
        code,
        name,
        latitude,
        longitude,
        radius_km,
    }
}

/// By code.
#[rustfmt::skip]
pub static COUNTRIES: [Country; 249] = [
    c("AD", "Andorra", 42.5, 1.6, 15),
    c("AE", "United Arab Emirates", 24.7, 54.0, 259),
    c("AF", "Afghanistan", 33.7, 67.6, 768),
    c("AG", "Antigua and Barbuda", 17.4, -61.8, 41),
    c("AI", "Anguilla", 18.2, -63.1, 11),
    c("AL", "Albania", 41.2, 20.0, 168),
    c("AM", "Armenia", 40.0, 45.0, 179),
    c("AO", "Angola", -11.2, 17.8, 940),
    c("AQ", "Antarctica", -87.0, -24.2, 2977),
    c("AR", "Argentina", -38.4, -65.8, 1849),
    c("AS", "American Samoa", -14.3, -170.7, 14),
    c("AT", "Austria", 47.7, 13.3, 290),
    c("AU", "Australia", -34.8, 136.5, 2809),
    c("AW", "Aruba", 12.5, -70.0, 14),
    c("AX", "Åland Islands", 60.1, 20.1, 32),
    c("AZ", "Azerbaijan", 40.2, 47.5, 242),
    c("BA", "Bosnia and Herzegovina", 44.0, 17.4, 183),
    c("BB", "Barbados", 13.2, -59.6, 16),
    c("BD", "Bangladesh", 23.7, 90.4, 379),
    c("BE", "Belgium", 50.4, 4.3, 146),
    c("BF", "Burkina Faso", 11.4, -1.6, 440),
    c("BG", "Bulgaria", 42.9, 25.4, 272),
    c("BH", "Bahrain", 26.0, 50.6, 25),
    c("BI", "Burundi", -3.4, 29.9, 132),
    c("BJ", "Benin", 9.3, 2.2, 349),
    c("BL", "Saint Barthélemy", 17.9, -62.8, 5),
    c("BM", "Bermuda", 32.3, -64.8, 11),
    c("BN", "Brunei", 4.5, 114.7, 71),
    c("BO", "Bolivia", -16.3, -64.5, 811),
    c("BQ", "Bonaire, Sint Eustatius and Saba", 12.2, -68.3, 701),
    c("BR", "Brazil", -13.0, -55.0, 2318),
    c("BS", "Bahamas", 23.9, -76.0, 435),
    c("BT", "Bhutan", 27.1, 90.4, 166),
    c("BV", "Bouvet Island", -54.4, 3.4, 21),
    c("BW", "Botswana", -22.6, 23.9, 567),
    c("BY", "Belarus", 53.2, 27.7, 336),
    c("BZ", "Belize", 17.2, -88.8, 152),
    c("CA", "Canada", 59.1, -88.9, 2846),
    c("CC", "Cocos (Keeling) Islands", -12.2, 96.8, 41),
    c("CD", "DR Congo", -4.4, 23.2, 1232),
    c("CF", "Central African Republic", 5.6, 20.9, 720),
    c("CG", "Congo", -0.7, 15.2, 599),
    c("CH", "Switzerland", 46.5, 8.2, 177),
    c("CI", "Ivory Coast", 7.4, -5.6, 402),
    c("CK", "Cook Islands", -21.2, -159.8, 6),
    c("CL", "Chile", -36.1, -84.6, 2548),
    c("CM", "Cameroon", 7.1, 13.4, 671),
    c("CN", "China", 40.8, 103.8, 2567),
    c("CO", "Colombia", 4.1, -71.0, 932),
    c("CR", "Costa Rica", 9.6, -84.3, 230),
    c("CU", "Cuba", 21.1, -79.5, 565),
    c("CV", "Cape Verde", 16.2, -24.2, 160),
    c("CW", "Curaçao", 12.2, -69.0, 29),
    c("CX", "Christmas Island", -10.5, 105.6, 31),
    c("CY", "Cyprus", 35.0, 33.2, 80),
    c("CZ", "Czechia", 50.0, 15.5, 246),
    c("DE", "Germany", 51.2, 10.5, 452),
    c("DJ", "Djibouti", 11.8, 42.5, 120),
    c("DK", "Denmark", 56.0, 11.8, 235),
    c("DM", "Dominica", 15.4, -61.4, 24),
    c("DO", "Dominican Republic", 18.8, -70.2, 195),
    c("DZ", "Algeria", 28.5, 2.4, 1101),
    c("EC", "Ecuador", -0.6, -83.5, 913),
    c("EE", "Estonia", 58.7, 25.0, 196),
    c("EG", "Egypt", 26.6, 30.9, 793),
    c("EH", "Western Sahara", 24.3, -13.0, 570),
    c("ER", "Eritrea", 14.9, 40.1, 408),
    c("ES", "Spain", 35.5, -8.4, 1264),
    c("ET", "Ethiopia", 8.0, 40.5, 825),
    c("FI", "Finland", 65.0, 25.0, 581),
    c("FJ", "Fiji", -17.4, 177.3, 553),
    c("FK", "Falkland Islands", -51.7, -59.5, 117),
    c("FM", "Micronesia", 7.5, 150.6, 1394),
    c("FO", "Faroe Islands", 61.9, -6.6, 53),
    c("FR", "France", 45.2, 2.7, 675),
    c("GA", "Gabon", -0.8, 12.0, 364),
    c("GB", "United Kingdom", 55.5, -3.5, 620),
    c("GD", "Grenada", 12.1, -61.7, 16),
    c("GE", "Georgia", 42.3, 43.4, 301),
    c("GF", "French Guiana", 3.9, -53.1, 251),
    c("GG", "Guernsey", 49.5, -2.6, 6),
    c("GH", "Ghana", 8.1, -1.6, 375),
    c("GI", "Gibraltar", 36.1, -5.4, 11),
    c("GL", "Greenland", 71.8, -41.5, 1334),
    c("GM", "Gambia", 13.4, -15.3, 163),
    c("GN", "Guinea", 9.7, -11.3, 428),
    c("GP", "Guadeloupe", 16.2, -61.5, 91),
    c("GQ", "Equatorial Guinea", 2.4, 10.0, 213),
    c("GR", "Greece", 38.3, 24.2, 425),
    c("GS", "South Georgia and the South Sandwich Islands", -56.4, -32.5, 440),
    c("GT", "Guatemala", 15.9, -90.4, 249),
    c("GU", "Guam", 13.4, 144.8, 23),
    c("GW", "Guinea-Bissau", 12.2, -15.2, 168),
    c("GY", "Guyana", 5.0, -58.7, 421),
    c("HK", "Hong Kong", 22.4, 114.1, 28),
    c("HM", "Heard and McDonald Islands", -53.0, 73.5, 22),
    c("HN", "Honduras", 14.7, -86.3, 336),
    c("HR", "Croatia", 44.3, 16.4, 266),
    c("HT", "Haiti", 18.9, -73.0, 161),
    c("HU", "Hungary", 47.5, 19.4, 263),
    c("ID", "Indonesia", -1.7, 118.0, 2671),
    c("IE", "Ireland", 53.4, -8.6, 232),
    c("IL", "Israel", 31.5, 35.4, 225),
    c("IM", "Isle of Man", 54.2, -4.6, 23),
    c("IN", "India", 21.0, 84.8, 1901),
    c("IO", "British Indian Ocean Territory", -7.3, 72.4, 12),
    c("IQ", "Iraq", 32.9, 44.3, 518),
    c("IR", "Iran", 32.8, 53.7, 1138),
    c("IS", "Iceland", 65.4, -19.0, 255),
    c("IT", "Italy", 41.6, 11.7, 616),
    c("JE", "Jersey", 49.2, -2.1, 10),
    c("JM", "Jamaica", 18.1, -77.3, 115),
    c("JO", "Jordan", 31.4, 36.8, 288),
    c("JP", "Japan", 34.8, 133.2, 1486),
    c("KE", "Kenya", 0.5, 37.6, 609),
    c("KG", "Kyrgyzstan", 41.0, 74.6, 482),
    c("KH", "Cambodia", 12.9, 105.2, 322),
    c("KI", "Kiribati", -6.5, -171.3, 2216),
    c("KM", "Comoros", -11.9, 43.9, 86),
    c("KN", "Saint Kitts and Nevis", 17.3, -62.7, 22),
    c("KP", "North Korea", 40.4, 127.6, 355),
    c("KR", "South Korea", 35.7, 128.1, 325),
    c("KW", "Kuwait", 29.2, 47.6, 106),
    c("KY", "Cayman Islands", 19.5, -80.6, 92),
    c("KZ", "Kazakhstan", 50.4, 66.9, 1479),
    c("LA", "Laos", 18.5, 104.5, 534),
    c("LB", "Lebanon", 33.9, 35.7, 106),
    c("LC", "Saint Lucia", 13.9, -60.9, 22),
    c("LI", "Liechtenstein", 47.2, 9.5, 13),
    c("LK", "Sri Lanka", 7.9, 80.4, 218),
    c("LR", "Liberia", 6.3, -9.1, 277),
    c("LS", "Lesotho", -29.6, 28.2, 120),
    c("LT", "Lithuania", 55.4, 23.8, 188),
    c("LU", "Luxembourg", 49.8, 6.2, 42),
    c("LV", "Latvia", 56.4, 24.6, 223),
    c("LY", "Libya", 26.8, 18.6, 991),
    c("MA", "Morocco", 28.3, -9.9, 1050),
    c("MC", "Monaco", 43.7, 7.4, 3),
    c("MD", "Moldova", 47.0, 28.0, 176),
    c("ME", "Montenegro", 42.7, 19.2, 95),
    c("MF", "Saint Martin (French part)", 18.1, -63.1, 7),
    c("MG", "Madagascar", -18.8, 47.3, 780),
    c("MH", "Marshall Islands", 9.0, 169.2, 357),
    c("MK", "North Macedonia", 41.5, 21.7, 108),
    c("ML", "Mali", 16.9, -4.3, 936),
    c("MM", "Myanmar", 19.2, 97.9, 1037),
    c("MN", "Mongolia", 48.9, 104.2, 1198),
    c("MO", "Macao", 22.2, 113.5, 4),
    c("MP", "Northern Mariana Islands", 16.5, 145.4, 263),
    c("MQ", "Martinique", 14.7, -61.0, 51),
    c("MR", "Mauritania", 20.5, -10.9, 795),
    c("MS", "Montserrat", 16.7, -62.2, 8),
    c("MT", "Malta", 36.0, 14.4, 21),
    c("MU", "Mauritius", -20.2, 57.5, 32),
    c("MV", "Maldives", 3.7, 73.5, 57),
    c("MW", "Malawi", -13.3, 34.1, 448),
    c("MX", "Mexico", 25.4, -102.1, 1666),
    c("MY", "Malaysia", 5.9, 109.5, 1087),
    c("MZ", "Mozambique", -18.7, 36.5, 1011),
    c("NA", "Namibia", -21.5, 18.3, 835),
    c("NC", "New Caledonia", -20.4, 164.0, 448),
    c("NE", "Niger", 18.1, 7.8, 923),
    c("NF", "Norfolk Island", -29.1, 167.9, 6),
    c("NG", "Nigeria", 9.4, 8.6, 729),
    c("NI", "Nicaragua", 13.1, -85.0, 291),
    c("NL", "Netherlands", 52.3, 5.4, 177),
    c("NO", "Norway", 64.9, 15.6, 892),
    c("NP", "Nepal", 28.0, 84.2, 419),
    c("NR", "Nauru", -0.5, 166.9, 4),
    c("NU", "Niue", -19.1, -169.9, 11),
    c("NZ", "New Zealand", -30.9, -179.5, 2586),
    c("OM", "Oman", 21.5, 54.7, 567),
    c("PA", "Panama", 8.7, -80.1, 327),
    c("PE", "Peru", -9.3, -73.1, 1055),
    c("PF", "French Polynesia", -15.4, -143.6, 854),
    c("PG", "Papua New Guinea", -6.5, 148.0, 885),
    c("PH", "Philippines", 12.8, 121.9, 892),
    c("PK", "Pakistan", 30.9, 68.5, 932),
    c("PL", "Poland", 51.7, 19.0, 405),
    c("PM", "Saint Pierre and Miquelon", 46.9, -56.3, 21),
    c("PN", "Pitcairn", -24.4, -128.3, 6),
    c("PR", "Puerto Rico", 18.1, -66.6, 140),
    c("PS", "Palestine", 31.8, 34.9, 91),
    c("PT", "Portugal", 40.7, -18.9, 1065),
    c("PW", "Palau", 5.4, 132.9, 326),
    c("PY", "Paraguay", -23.6, -58.8, 531),
    c("QA", "Qatar", 25.4, 51.1, 90),
    c("RE", "Réunion", -21.1, 55.5, 51),
    c("RO", "Romania", 45.6, 25.0, 371),
    c("RS", "Serbia", 44.2, 20.7, 245),
    c("RU", "Russia", 65.4, 90.9, 4164),
    c("RW", "Rwanda", -1.9, 29.8, 127),
    c("SA", "Saudi Arabia", 25.0, 45.3, 1136),
    c("SB", "Solomon Islands", -9.4, 161.3, 668),
    c("SC", "Seychelles", -4.7, 55.5, 14),
    c("SD", "Sudan", 15.5, 30.0, 1023),
    c("SE", "Sweden", 62.2, 16.1, 784),
    c("SG", "Singapore", 1.3, 103.8, 20),
    c("SH", "Saint Helena", -12.0, -10.1, 654),
    c("SI", "Slovenia", 46.2, 14.9, 129),
    c("SJ", "Svalbard and Jan Mayen", 76.0, 12.0, 901),
    c("SK", "Slovakia", 48.8, 19.7, 212),
    c("SL", "Sierra Leone", 8.5, -11.8, 178),
    c("SM", "San Marino", 43.9, 12.5, 7),
    c("SN", "Senegal", 13.9, -14.3, 359),
    c("SO", "Somalia", 5.1, 46.3, 925),
    c("SR", "Suriname", 4.2, -55.7, 261),
    c("SS", "South Sudan", 7.5, 29.8, 641),
    c("ST", "São Tomé and Príncipe", 0.9, 7.0, 104),
    c("SV", "El Salvador", 13.7, -88.9, 130),
    c("SX", "Sint Maarten (Dutch part)", 18.1, -63.1, 7),
    c("SY", "Syria", 35.0, 38.9, 389),
    c("SZ", "Eswatini", -26.5, 31.6, 92),
    c("TC", "Turks and Caicos Islands", 21.8, -72.0, 37),
    c("TD", "Chad", 15.5, 16.7, 893),
    c("TF", "French Southern Territories", -48.2, 60.8, 722),
    c("TG", "Togo", 8.6, 0.7, 289),
    c("TH", "Thailand", 13.0, 100.5, 825),
    c("TJ", "Tajikistan", 38.5, 71.3, 355),
    c("TK", "Tokelau", -9.0, -171.8, 101),
    c("TL", "Timor-Leste", -8.9, 125.7, 187),
    c("TM", "Turkmenistan", 39.8, 59.7, 649),
    c("TN", "Tunisia", 33.8, 9.6, 396),
    c("TO", "Tonga", -20.0, -174.4, 168),
    c("TR", "Turkey", 39.0, 35.4, 845),
    c("TT", "Trinidad and Tobago", 10.7, -61.2, 103),
    c("TV", "Tuvalu", -8.0, 178.0, 401),
    c("TW", "Taiwan", 23.8, 120.3, 216),
    c("TZ", "Tanzania", -5.8, 35.4, 760),
    c("UA", "Ukraine", 49.0, 31.1, 660),
    c("UG", "Uganda", 1.4, 31.8, 397),
    c("US", "United States", 48.3, -122.4, 4466),
    c("UY", "Uruguay", -32.4, -55.9, 297),
    c("UZ", "Uzbekistan", 42.8, 64.7, 737),
    c("VA", "Vatican City", 41.9, 12.4, 1),
    c("VC", "Saint Vincent and the Grenadines", 13.0, -61.2, 39),
    c("VE", "Venezuela", 7.4, -66.7, 762),
    c("VG", "Virgin Islands, British", 18.6, -64.5, 29),
    c("VI", "Virgin Islands, U.S.", 18.1, -64.8, 42),
    c("VN", "Vietnam", 16.0, 105.3, 822),
    c("VU", "Vanuatu", -17.0, 168.7, 385),
    c("WF", "Wallis and Futuna", -13.7, -177.2, 125),
    c("WS", "Samoa", -13.8, -172.1, 78),
    c("XK", "Kosovo", 42.6, 20.8, 79),
    c("YE", "Yemen", 14.6, 48.7, 667),
    c("YT", "Mayotte", -12.8, 45.2, 41),
    c("ZA", "South Africa", -35.4, 29.2, 1474),
    c("ZM", "Zambia", -13.2, 27.8, 713),
    c("ZW", "Zimbabwe", -18.8, 29.3, 448),
];

/// The country with a code, whatever its case.
pub fn by_code(code: &str) -> Option<&'static Country> {
    let code = code.to_ascii_uppercase();
    let at = COUNTRIES
        .binary_search_by(|country| country.code.cmp(&code))
        .ok()?;
    COUNTRIES.get(at)
}

/// The country that somebody wrote: its code, or its English name.
pub fn written(text: &str) -> Option<&'static Country> {
    let text = text.trim();
    by_code(text).or_else(|| {
        let name = text.to_lowercase();
        COUNTRIES
            .iter()
            .find(|country| country.name.to_lowercase() == name)
    })
}

#[cfg(test)]
mod tests {
    use super::{COUNTRIES, by_code, written};

    /// Each once, in order, on the globe.
    #[test]
    fn the_list_is_sorted() {
        assert!(COUNTRIES.is_sorted_by(|a, b| a.code < b.code));
        for country in &COUNTRIES {
            assert!(country.latitude.abs() <= 90.0 && country.longitude.abs() <= 180.0);
            assert!(country.radius_km > 0 && country.radius_km < 6_000, "{country:?}");
        }
    }

    /// By code or by name.
    #[test]
    fn finds_countries() {
        assert_eq!(by_code("no").unwrap().name, "Norway");
        assert_eq!(written(" germany ").unwrap().code, "DE");
        assert_eq!(written("Atlantis"), None);
    }
}
