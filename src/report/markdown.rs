//! Markdown for a comment on a pull request and for the summary of a job: headline, counters, the worst rows, what each
//! check shows, what to do next. Checks that are only watched stand apart: the headline and the first list are about those
//! that can stop a release. It begins with a mark that nobody sees, so that a later run can replace the comment.
//! Words of the user stand as code, where nothing is read as markup and nothing becomes a link: no table, tag, mention,
//! reference or address can come of them, in GitHub's renderer or in GitLab's.

use std::fmt::Write;
use std::io;

use super::fixes;
use super::gate::{exit_words, next};
use super::outcome::{Entry, Outcome, cut, each_check_first, gates, worst_first};
use super::proposals::proposals;
use super::question;
use super::words::{colon, gate_pieces, glyph, warning_pieces};
use crate::document::{Audit, Check, Fix, Verdict};
use crate::lang::{Lang, Piece, Said, people};
use crate::segment::encoded;

/// Rows listed.
const ROWS: usize = 7;
/// Bytes of the lists: a comment holds 65,536 characters, a summary more.
const ROOM: usize = 50_000;
/// Characters of one label: it may have any number.
const LONG: usize = 200;

/// Writes the text.
///
/// # Errors
/// When `out` fails.
pub(super) fn write(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let mark = encoded(&cut(&audit.audit.name, LONG)).replace('-', "%2D").replace('>', "%3E").replace('<', "%3C");
    writeln!(out, "<!-- evenhand: {mark} -->")?;
    writeln!(out, "## {}\n", plain(&headline(audit, lang)))?;
    let made = Said::new("page-made")
        .with("date", audit.audit.as_of.as_str())
        .with("tool", audit.tool.name.as_str())
        .with("version", audit.tool.version.as_str());
    writeln!(out, "{}. {}\n", label(&audit.audit.name), text(&lang.say_in_pieces(&made)))?;
    counters(audit, lang, out)?;
    let entries: Vec<Entry> = worst_first(audit).into_iter().filter(|entry| entry.outcome != Outcome::Within).collect();
    for deciding in [true, false] {
        let own: Vec<Entry> = entries.iter().copied().filter(|entry| gates(entry.check) == deciding).collect();
        let worst: Vec<String> = each_check_first(&own)
            .iter()
            .map(|entry| {
                let head = head(entry.check, entry.result.verdict, lang);
                format!("{head} {}", text(&lang.say_in_pieces(&entry.said(lang))))
            })
            .collect();
        let mut checks: Vec<&Check> = audit.checks.iter().filter(|check| gates(check) == deciding).collect();
        checks.sort_by_key(|check| (check.passes == Some(true), check.exit_code == 0));
        let said: Vec<String> = checks
            .iter()
            .map(|check| format!("{}{} {}", label(&check.id), colon(lang), text(&gate_pieces(audit, check, lang))))
            .collect();
        if deciding {
            list(&lang.text("worst-head"), &worst, lang, out)?;
            list(&lang.text("section-checks"), &said, lang, out)?;
        } else {
            // What is watched says what it found, then where.
            list(&lang.text("text-watched"), &said.into_iter().chain(worst).collect::<Vec<_>>(), lang, out)?;
        }
    }
    if !audit.fixes.is_empty() {
        writeln!(out, "**{}**\n", plain(&lang.text("section-fixes")))?;
        side_by_side(audit, lang, out)?;
    }
    let fixes: Vec<String> = audit.fixes.iter().map(|fix| fix_line(audit, fix, lang)).collect();
    items(&fixes, lang, out)?;
    let warnings: Vec<String> = audit.warnings.iter().map(|said| text(&warning_pieces(audit, said, lang))).collect();
    list(&lang.text("warnings-head"), &warnings, lang, out)?;
    let asked = question::asked(audit, lang);
    let asked: Vec<String> =
        asked.iter().map(|line| format!("{}{} {}", text(&line.term), colon(lang), text(&line.is))).collect();
    list(&lang.text("question-head"), &asked, lang, out)?;
    writeln!(out, "**{}**\n\n{}\n", plain(&lang.text("next-head")), text(&lang.say_in_pieces(&next(audit, lang))))?;
    writeln!(out, "{}", label(&exit_words(audit, lang)))
}

/// The proposals side by side.
fn side_by_side(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let Some(table) = proposals(audit, lang) else { return Ok(()) };
    writeln!(out, "{}\n", text(&table.caption))?;
    let line = |cells: &mut dyn Iterator<Item = &String>| {
        // A bar ends a cell wherever it stands, in code too.
        let cells: Vec<String> = cells.map(|cell| plain(cell).replace('|', "\\|")).collect();
        format!("| {} |", cells.join(" | "))
    };
    writeln!(out, "{}\n|---|---:|---:|---:|---|---:|", line(&mut table.heads.iter()))?;
    let mut named = false;
    for row in &table.rows {
        if row.takes && !named {
            named = true;
            writeln!(out, "| *{}* | | | | | |", plain(&table.second))?;
        }
        writeln!(out, "{}", line(&mut std::iter::once(&row.name).chain(&row.cells)))?;
    }
    writeln!(out)?;
    for note in &table.notes {
        writeln!(out, "{}\n", text(note))?;
    }
    Ok(())
}

/// A fix: what it is, every check before and after, who loses; or why it cannot be had.
fn fix_line(audit: &Audit, fix: &Fix, lang: Lang) -> String {
    let head = format!("**{}**{}", text(&fixes::head_pieces(audit, fix, lang)), colon(lang));
    if let Some(refused) = fixes::refused(audit, fix, lang) {
        return format!("{head} {}", text(&refused));
    }
    let of_judged = fix.says.iter().skip(1).filter(|said| {
        ["fix-prepares", "fix-weights-effect", "fix-judged", "fix-levelling-down", "fix-effect-partial"]
            .contains(&&*said.id)
    });
    let says = fix.says.first().into_iter().chain(of_judged).cloned().chain(fix.checks.iter().map(fixes::check_said));
    let says = says.map(|said| text(&warning_pieces(audit, &said, lang)));
    let says: Vec<String> = says.map(|said| if said.ends_with('.') { said } else { said + "." }).collect();
    format!("{head} {}", says.join(" "))
}

fn headline(audit: &Audit, lang: Lang) -> String {
    let Some(any) = audit.verdict else { return lang.text("headline-none") };
    // Without a check that gates, those that are watched are all there is.
    let kind = audit.checks.iter().any(gates);
    let counts = Verdict::WORST_FIRST.map(|verdict| (verdict, count(audit, kind, verdict)));
    let (verdict, count) = counts.into_iter().find(|(_, count)| *count > 0).unwrap_or((any, 0));
    let said = Said::new(&format!("headline-{}", verdict.id())).with("count", count);
    let said = said.with("total", counts.iter().map(|(_, count)| count).sum::<u64>());
    format!("{} {}", glyph(verdict), lang.say(&said))
}

/// Results with this verdict, of the checks that gate or of those that are watched.
fn count(audit: &Audit, gating: bool, verdict: Verdict) -> u64 {
    audit.checks.iter().filter(|check| gates(check) == gating).map(|check| check.counts.of(verdict)).sum()
}

/// How many results have which verdict: a line for what gates, and one for what is watched where both are there.
fn counters(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    if audit.checks.is_empty() {
        return Ok(());
    }
    let both = audit.checks.iter().any(gates) && !audit.checks.iter().all(gates);
    let (mut words, mut rule) = (String::from(if both { "| |" } else { "|" }), String::from("|"));
    if both {
        rule.push_str("---|");
    }
    for verdict in Verdict::WORST_FIRST {
        // Writing to a String cannot fail.
        let _ = write!(words, " {} {} |", glyph(verdict), lang.text(&format!("verdict-{}", verdict.id())));
        let _ = write!(rule, "---:|");
    }
    writeln!(out, "{words}\n{rule}")?;
    for gating in [true, false].into_iter().filter(|kind| audit.checks.iter().any(|check| gates(check) == *kind)) {
        let counts: Vec<String> =
            Verdict::WORST_FIRST.iter().map(|verdict| people(count(audit, gating, *verdict), lang)).collect();
        let name = if gating { "text-gating-short" } else { "text-watched-short" };
        let name = if both { format!(" {} |", plain(&lang.text(name))) } else { String::new() };
        writeln!(out, "|{name} {} |", counts.join(" | "))?;
    }
    writeln!(out)
}

/// The verdict of a result and its check.
fn head(check: &Check, verdict: Verdict, lang: Lang) -> String {
    let word = lang.text(&format!("verdict-{}", verdict.id()));
    format!("{} **{}** {}{}", glyph(verdict), plain(&word), label(&check.id), colon(lang))
}

/// The first lines of a list, and how many more there are.
fn list(title: &str, lines: &[String], lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "**{}**\n", plain(title))?;
    items(lines, lang, out)
}

fn items(lines: &[String], lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut room = ROOM / 3;
    let mut shown = 0;
    for line in lines.iter().take(ROWS).take_while(|line| {
        let fits = line.len() <= room;
        room = room.saturating_sub(line.len());
        fits
    }) {
        writeln!(out, "- {line}")?;
        shown += 1;
    }
    if shown < lines.len() {
        writeln!(out, "- {}", lang.say(&Said::new("text-and-more").with("count", lines.len() - shown)))?;
    }
    writeln!(out)
}

fn text(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| if piece.is_label { label(&piece.text) } else { plain(&piece.text) };
    pieces.iter().map(piece).collect()
}

/// Words of the user: a code span, between more backticks than stand together in it. Nothing in it is read as anything.
fn label(words: &str) -> String {
    let words = cut(&Piece::label(words).text, LONG);
    let longest = words.split(|sign| sign != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // One space on either side is taken away again where both are there; an empty span is none.
    let own = words.starts_with(['`', ' ']) || words.ends_with(['`', ' ']) || words.is_empty();
    let space = if own && !(words.starts_with(' ') && words.trim().is_empty()) { " " } else { "" };
    format!("{fence}{space}{words}{space}{fence}")
}

/// Words of our own: their usual signs stay readable. A word that could become a link, a mention or a reference is none of
/// ours, wherever it came from, and stands as code.
fn plain(words: &str) -> String {
    let words = words.split_inclusive([' ', '\u{a0}', '\u{202f}']).map(|word| {
        let own = word.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        if is_linked(own) { label(own) + &word[own.len()..] } else { escaped(word, ".,;:%()'+/-?=\"") }
    });
    words.collect()
}

/// Whether a renderer could make a link of a word: an address of the web or of a person, `@name`, `#1`, `!1`, `$1`, `&1`,
/// `~label`, `%1`, `*iteration:`, `[issue:1]`, `group/project>`, `GH-1`, or the digest of a commit. `95 %`, `95%.` and
/// `[0.72, 0.76]` are none.
fn is_linked(word: &str) -> bool {
    let small = word.to_ascii_lowercase();
    let named = |sign: char| {
        word.split(sign)
            .skip(1)
            .any(|rest| rest.starts_with(|next: char| next == '"' || next == '_' || next.is_alphanumeric()))
    };
    let reference = ['#', '!', '$', '&', '~', '%', '^', '*'].into_iter().any(named);
    let inner = (word.contains('[') && word.contains(':')) || (word.contains('/') && word.contains('>'));
    let address = ["@", "://", "www.", "mailto:", "xmpp:", "gh-"].iter().any(|sign| small.contains(sign));
    let hex = |part: &str| part.len() >= 7 && part.bytes().any(|byte| byte.is_ascii_digit());
    let digest = small.split(|sign: char| !sign.is_ascii_hexdigit()).any(|part| hex(part) && !is_number(part));
    reference || inner || address || digest
}

/// Whether a word is a number of ours, such as a count without separators.
fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Every sign that Markdown or HTML could take for its own, as an entity.
fn escaped(words: &str, kept: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for sign in words.chars() {
        if sign.is_ascii_punctuation() && !kept.contains(sign) {
            // Writing to a String cannot fail.
            let _ = write!(out, "&#{};", u32::from(sign));
        } else {
            out.push(sign);
        }
    }
    out
}
