//! The text of the HTML that stands in Markdown files. Tags are dropped by one linear scan: this is no HTML reader.

/// The lines of text in `html`: tags, comments, scripts and styles are gone, block tags part lines. What is opened and
/// never closed is no tag and hides nothing.
pub fn lines(html: &str) -> Vec<String> {
    let lower = html.to_ascii_lowercase();
    let mut out = String::with_capacity(html.len());
    let mut ends = Ends { lower: &lower, absent: Vec::new() };
    let mut at = 0;
    while let Some(tag) = html.get(at..).and_then(|rest| rest.find('<')).map(|n| at + n) {
        push_text(&mut out, html.get(at..tag).unwrap_or(""));
        at = after_tag(&mut ends, tag, &mut out);
    }
    push_text(&mut out, html.get(at..).unwrap_or(""));
    out.lines().map(|line| line.trim().to_string()).filter(|line| !line.is_empty()).collect()
}

/// Where the tag, comment or hidden element that begins at `at` is over.
fn after_tag(ends: &mut Ends, at: usize, out: &mut String) -> usize {
    let tag = ends.lower.get(at..).unwrap_or("");
    if tag.starts_with("<!--")
        && let Some(end) = ends.find(at, "-->")
    {
        return end + 3;
    }
    let name = tag.get(1..).unwrap_or("").trim_start_matches('/');
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    let is_tag = !name.is_empty() || tag.starts_with("<!");
    let Some(end) = is_tag.then(|| ends.find(at, ">")).flatten() else {
        out.push('<');
        return at + 1;
    };
    match name {
        "script" | "style" if !tag.starts_with("</") => {
            let close = if name == "script" { "</script" } else { "</style" };
            return ends.find(end, close).unwrap_or(end + 1);
        }
        "p" | "br" | "div" | "li" | "tr" | "ul" | "ol" | "table" | "section" | "article" | "figure" | "figcaption"
        | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr" | "details" | "summary" => out.push('\n'),
        _ => {}
    }
    end + 1
}

/// Looks for the ends of what is opened. An end that is not there is looked for once only: places only grow.
struct Ends<'a> {
    lower: &'a str,
    absent: Vec<&'static str>,
}

impl Ends<'_> {
    fn find(&mut self, at: usize, what: &'static str) -> Option<usize> {
        if self.absent.contains(&what) {
            return None;
        }
        let found = self.lower.get(at..)?.find(what).map(|n| at + n);
        if found.is_none() {
            self.absent.push(what);
        }
        found
    }
}

/// Line breaks in HTML are spaces. The references that need no table are resolved, the others stay as written.
fn push_text(out: &mut String, text: &str) {
    const REFERENCES: [(&str, &str); 7] = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ];
    let mut text = text.replace('\n', " ");
    if text.contains('&') {
        REFERENCES.iter().for_each(|(from, to)| text = text.replace(from, to));
    }
    out.push_str(&text);
}

#[cfg(test)]
mod tests {
    use super::lines;

    fn check(html: &str, expected: &[&str]) {
        assert_eq!(lines(html), expected, "{html}");
    }

    #[test]
    fn tags_go_and_text_stays() {
        check("<div class='a'>One <b>bold</b>\nword<p>Two</div>", &["One bold word", "Two"]);
        check("a<br/>b &amp; c &nbsp; &lt;d&gt;", &["a", "b & c   <d>"]);
        check("<script>if (a < b) {}</script>left<style>p{}</style>", &["left"]);
        check("<!-- gone -->kept<!-- open", &["kept<!-- open"]);
        check("1 < 2 and 3 > 2 <", &["1 < 2 and 3 > 2 <"]);
        check("<script>never closed", &["never closed"]);
    }

    #[test]
    fn it_is_linear() {
        let started = std::time::Instant::now();
        lines(&"<".repeat(1 << 18));
        lines(&"<!--".repeat(1 << 16));
        lines(&"<script>".repeat(20_000));
        lines(&"<a".repeat(1 << 17));
        assert!(started.elapsed().as_secs() < 2, "{:?}", started.elapsed());
    }
}
