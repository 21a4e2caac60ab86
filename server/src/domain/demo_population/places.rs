//! Where people live, and what they are called there.

/// A country with its language, clock and names. A name in another script carries its Latin form after a bar.
#[derive(Debug)]
pub struct Place {
    /// Language of the browser.
    pub language: &'static str,
    /// Name of the time zone.
    pub timezone: &'static str,
    /// Hours ahead of UTC.
    pub offset_hours: i64,
    /// ISO 3166 code.
    pub country: &'static str,
    /// The family name comes first.
    pub family_first: bool,
    /// Given names.
    pub given: &'static str,
    /// Family names.
    pub family: &'static str,
}

const fn place(
    (language, timezone, offset_hours, country): (&'static str, &'static str, i64, &'static str),
    given: &'static str,
    family: &'static str,
) -> Place {
    Place {
        language,
        timezone,
        offset_hours,
        country,
        family_first: false,
        given,
        family,
    }
}

const fn family_first(place: Place) -> Place {
    Place {
        family_first: true,
        ..place
    }
}

/// All of them.
pub static PLACES: [Place; 26] = [
    place(
        ("en-US", "America/New_York", -5, "US"),
        "Emily Marcus Danielle Walter Hannah Tyrone Rebecca Joshua",
        "Whitaker Coleman Sullivan Bennett Jefferson Hargrove Walsh Freeman",
    ),
    place(
        ("en-US", "America/Los_Angeles", -8, "US"),
        "Alejandro Brianna Kevin Noelle Dustin Camille Trevor Jasmine",
        "Maldonado Fitzgerald Nakagawa Okafor Lindqvist Petersen Gallagher Ramos",
    ),
    place(
        ("en-GB", "Europe/London", 0, "GB"),
        "Imogen Alistair Freya Callum Harriet Rhys Beatrix Nigel",
        "Ashworth Pemberton Llewellyn MacLeod Thornton Blackwood Hughes Fairclough",
    ),
    place(
        ("de-DE", "Europe/Berlin", 1, "DE"),
        "Jürgen Anneliese Matthias Friederike Björn Käthe Sebastian Heike",
        "Großmann Schäfer Hofmeister Brandt Köhler Weißenfels Lindemann Vogelsang",
    ),
    place(
        ("fr-FR", "Europe/Paris", 1, "FR"),
        "Hélène Thibault Amélie Geoffroy Françoise Mathieu Océane Étienne",
        "Lefèvre Beauchamp Marchand Delacroix Rousseau Charpentier Gauthier Fontaine",
    ),
    place(
        ("es-ES", "Europe/Madrid", 1, "ES"),
        "Íñigo Lucía Álvaro Begoña Javier Nuria Rodrigo Consuelo",
        "Etxeberria Domínguez Iglesias Velázquez Cañizares Quintana Herrero Montoya",
    ),
    place(
        ("es-MX", "America/Mexico_City", -6, "MX"),
        "Guadalupe Joaquín Ximena Ignacio Marisol Emiliano Citlali Ramiro",
        "Zapata Villanueva Cárdenas Bautista Escamilla Treviño Aguirre Sandoval",
    ),
    place(
        ("pt-BR", "America/Sao_Paulo", -3, "BR"),
        "João Letícia Thiago Beatriz Guilherme Juliana Caio Fernanda",
        "Cavalcanti Nascimento Gonçalves Teixeira Albuquerque Moreira Figueiredo Santana",
    ),
    place(
        ("it-IT", "Europe/Rome", 1, "IT"),
        "Ginevra Lorenzo Federica Matteo Ludovica Salvatore Chiara Raffaele",
        "Pellegrino Santoro Montanari Lombardi Ruggiero Bellini Castellano Ferrara",
    ),
    place(
        ("pl-PL", "Europe/Warsaw", 1, "PL"),
        "Katarzyna Wojciech Małgorzata Przemysław Zofia Grzegorz Agnieszka Łukasz",
        "Szczepański Wiśniewska Brzeziński Kowalczyk Dąbrowska Żukowski Mazur Jabłońska",
    ),
    place(
        ("sv-SE", "Europe/Stockholm", 1, "SE"),
        "Åsa Björn Ingrid Lars Linnéa Torbjörn Märta Gustav",
        "Lundqvist Bergström Sjögren Nyström Hedlund Öberg Söderberg Ekström",
    ),
    place(
        ("fi-FI", "Europe/Helsinki", 2, "FI"),
        "Aino Jaakko Tuulikki Juhani Päivi Eero Marjatta Veikko",
        "Hämäläinen Korhonen Mäkelä Virtanen Lehtinen Saarinen Nieminen Koskela",
    ),
    place(
        ("tr-TR", "Europe/Istanbul", 3, "TR"),
        "Zeynep Emre Ayşe Gökhan Elif Çağatay Merve Burak",
        "Yıldırım Öztürk Şimşek Karadağ Çelik Aydın Koçak Demirci",
    ),
    place(
        ("el-GR", "Europe/Athens", 2, "GR"),
        "Ελένη|eleni Γιώργος|giorgos Μαρία|maria Νίκος|nikos Αγγελική|angeliki Σταύρος|stavros",
        "Παπαδόπουλος|papadopoulos Οικονόμου|oikonomou Νικολαΐδης|nikolaidis Βλάχος|vlachos Αντωνίου|antoniou",
    ),
    place(
        ("uk-UA", "Europe/Kyiv", 2, "UA"),
        "Олена|olena Тарас|taras Оксана|oksana Богдан|bohdan Наталія|nataliia Андрій|andrii",
        "Шевченко|shevchenko Ковальчук|kovalchuk Бондаренко|bondarenko Мельник|melnyk Ткаченко|tkachenko",
    ),
    place(
        ("ar-EG", "Africa/Cairo", 2, "EG"),
        "فاطمة|fatma محمود|mahmoud نورا|noura كريم|karim ياسمين|yasmin طارق|tarek",
        "السيد|elsayed المصري|elmasry حسن|hassan منصور|mansour فاروق|farouk",
    ),
    place(
        ("he-IL", "Asia/Jerusalem", 2, "IL"),
        "נועה|noa יוסי|yossi תמר|tamar אבי|avi שירה|shira דניאל|daniel",
        "כהן|cohen לוי|levy מזרחי|mizrahi פרץ|peretz אזולאי|azoulay",
    ),
    place(
        ("hi-IN", "Asia/Kolkata", 5, "IN"),
        "Ananya Rohan Priyanka Siddharth Kavitha Arjun Meenakshi Vikram",
        "Chatterjee Deshpande Subramanian Venkataraman Mukherjee Iyer Kulkarni Bhattacharya",
    ),
    place(
        ("ta-IN", "Asia/Kolkata", 5, "IN"),
        "லட்சுமி|lakshmi முருகன்|murugan கவிதா|kavitha குமார்|kumar மீனா|meena செல்வம்|selvam",
        "ராஜன்|rajan சுப்பிரமணி|subramani வேலு|velu நடராஜன்|natarajan பாண்டியன்|pandian",
    ),
    family_first(place(
        ("zh-CN", "Asia/Shanghai", 8, "CN"),
        "秀英|xiuying 伟|wei 芳|fang 建国|jianguo 丽娜|lina 子涵|zihan",
        "王|wang 李|li 张|zhang 陈|chen 欧阳|ouyang",
    )),
    family_first(place(
        ("ja-JP", "Asia/Tokyo", 9, "JP"),
        "さくら|sakura 太郎|taro 陽子|yoko 健二|kenji 美咲|misaki 翔太|shota",
        "佐藤|sato 鈴木|suzuki 高橋|takahashi 渡辺|watanabe 小林|kobayashi",
    )),
    family_first(place(
        ("ko-KR", "Asia/Seoul", 9, "KR"),
        "민준|minjun 서연|seoyeon 지훈|jihoon 하은|haeun 도윤|doyun 수아|sua",
        "김|kim 이|lee 박|park 최|choi 정|jung",
    )),
    family_first(place(
        ("vi-VN", "Asia/Ho_Chi_Minh", 7, "VN"),
        "Hồng Tuấn Phương Quang Thảo Khánh Linh Dũng",
        "Nguyễn Trần Phạm Huỳnh Đặng Võ Bùi Lê",
    )),
    place(
        ("en-NG", "Africa/Lagos", 1, "NG"),
        "Chiamaka Oluwaseun Ngozi Babatunde Ifeoma Chinedu Temitope Adaeze",
        "Okonkwo Adeyemi Nwachukwu Ogunleye Balogun Ekwueme Olatunji Eze",
    ),
    place(
        ("en-ZA", "Africa/Johannesburg", 2, "ZA"),
        "Nomvula Sipho Thandiwe Pieter Lerato Mpho Annelize Bongani",
        "Mokoena Dlamini Ndlovu Buthelezi Nkosi Tshabalala Oosthuizen Mabaso",
    ),
    place(
        ("id-ID", "Asia/Jakarta", 7, "ID"),
        "Dewi Bagus Siti Wayan Putri Agung Ratna Budi",
        "Santoso Wijaya Kusuma Hidayat Nugroho Lestari Pratama Setiawan",
    ),
];
