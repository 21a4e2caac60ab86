//! The texts that are copied into pages, terminals and servers.

/// What stands in the place of a key that does not exist yet.
pub const NO_PUBLIC_KEY: &str = "pk_…";

/// The snippet for the head of a page.
pub fn html(origin: &str, public_key: &str) -> String {
    format!(
        "<script>\n  window.dregs = window.dregs || function() {{\n    (window.dregs.q = window.dregs.q || []).push(arguments);\n  }};\n  dregs('init', {{ key: '{public_key}' }});\n</script>\n<script src=\"{origin}/dregs.js\" async></script>"
    )
}

/// The same with stubs, so that `dregs.identify()` works before the script has arrived.
pub fn html_with_stubs(origin: &str, public_key: &str) -> String {
    format!(
        "<script>\n  window.dregs = window.dregs || function() {{\n    (window.dregs.q = window.dregs.q || []).push(arguments);\n  }};\n  ['init', 'identify', 'track', 'reset'].forEach(function(name) {{\n    window.dregs[name] = window.dregs[name] || function() {{\n      window.dregs.apply(null, [name].concat([].slice.call(arguments)));\n    }};\n  }});\n  dregs.init({{ key: '{public_key}' }});\n  // As soon as you know who it is, also before dregs.js has arrived:\n  // dregs.identify('user_12345', {{ name: 'Ada Lovelace', email: 'ada@example.com' }});\n  // dregs.track('signup', {{ plan: 'pro' }});\n</script>\n<script src=\"{origin}/dregs.js\" async></script>"
    )
}

/// An event from a terminal.
pub fn curl(origin: &str, secret_key: Option<&str>) -> String {
    let key = secret_key.unwrap_or("$DREGS_SECRET_KEY");
    format!(
        "curl {origin}/api/events \\\n  -H \"Authorization: Bearer {key}\" \\\n  -H \"Content-Type: application/json\" \\\n  -d '{{\n    \"type\": \"signup\",\n    \"identity\": {{ \"id\": \"user_12345\", \"data\": {{ \"name\": \"Ada Lovelace\", \"email\": \"ada@example.com\" }} }},\n    \"data\": {{ \"plan\": \"pro\" }}\n  }}'"
    )
}

/// What a page's Content-Security-Policy has to allow.
pub fn policy(origin: &str) -> String {
    format!("script-src {origin};\nconnect-src {origin};")
}

/// The page of our own shop, with a key.
pub fn shop(public_key: &str) -> String {
    format!("/demo/?key={public_key}")
}

#[cfg(test)]
mod tests {
    use super::{curl, html, html_with_stubs};

    /// The documented snippet, to the letter.
    #[test]
    fn prints_the_documented_snippet() {
        let wanted = "<script>
  window.dregs = window.dregs || function() {
    (window.dregs.q = window.dregs.q || []).push(arguments);
  };
  dregs('init', { key: 'pk_1' });
</script>
<script src=\"https://d.example/dregs.js\" async></script>";
        assert_eq!(html("https://d.example", "pk_1"), wanted);
        assert!(html_with_stubs("https://d.example", "pk_1").starts_with(&wanted[..120]));
    }

    /// Without a secret at hand it is taken from the environment.
    #[test]
    fn never_invents_a_secret() {
        assert!(curl("https://d.example", None).contains("Bearer $DREGS_SECRET_KEY"));
        assert!(curl("https://d.example", Some("sk_1")).contains("Bearer sk_1\""));
    }
}
