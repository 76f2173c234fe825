//! The pages of an archive, in a folder of their own: a list, and a page for each campaign, in both languages. They are made of
//! summaries; a page that says what it said before is left as it is. Reports are linked to, untouched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::compared::trend;
use super::{Archive, DATA, Kept, Summary};
use crate::digest::sha256;
use crate::error::Result;
use crate::lang::Lang;
use crate::report::site::{Listed, Series, SeriesPoint, campaign, index};
use crate::report::unit_of;
use crate::segment::encoded;
use crate::store::{self, unwritable};

/// What the name of a campaign's page begins with.
const CAMPAIGN: &str = "campaign-";

/// Writes the pages. Returns how many there are and how many were written.
///
/// # Errors
/// `EVH-A006` when a summary cannot be read, `EVH-U004` when a page cannot be written.
pub fn site(archive: &Archive, out: &Path) -> Result<(usize, usize)> {
    fs::create_dir_all(out).map_err(|error| unwritable(out, &error))?;
    let to_archive = relative(out, &archive.folder);
    let mut campaigns: BTreeMap<String, Vec<(Kept, Summary)>> = BTreeMap::new();
    let mut all: Vec<(Kept, Summary)> = Vec::new();
    for kept in archive.kept().into_iter().filter(|kept| kept.expired.is_none()) {
        let summary = archive.summary(&kept)?;
        campaigns.entry(summary.name.clone()).or_default().push((kept.clone(), summary.clone()));
        all.push((kept, summary));
    }
    all.sort_by(|a, b| (&a.1.as_of, &a.0.id).cmp(&(&b.1.as_of, &b.0.id)));
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    for lang in Lang::ALL {
        let other = if lang == Lang::En { Lang::Fr } else { Lang::En };
        let listed = |(kept, summary): &(Kept, Summary)| listed(kept, summary, &to_archive, lang);
        let failed = |error: std::io::Error| unwritable(out, &error);
        let whole: Vec<Listed> = all.iter().map(listed).collect();
        let name = |lang: Lang| format!("index.{}.html", lang.tag());
        pages.insert(name(lang), index(&whole, &name(other), lang).map_err(failed)?);
        for (campaign_name, audits) in &campaigns {
            let mut own: Vec<Listed> = audits.iter().map(listed).collect();
            own.sort_by(|a, b| (&a.as_of, &a.id).cmp(&(&b.as_of, &b.id)));
            let series = series(audits, lang);
            let links = (name(lang), page_name(campaign_name, other));
            let page = campaign(campaign_name, &own, &series, (&links.0, &links.1), lang).map_err(failed)?;
            pages.insert(page_name(campaign_name, lang), page);
        }
    }
    // A page of a campaign that is not kept any more says what is not kept any more.
    for entry in fs::read_dir(out).map_err(|error| unwritable(out, &error))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let ends = Lang::ALL.iter().any(|lang| name.ends_with(&format!(".{}.html", lang.tag())));
        if name.starts_with(CAMPAIGN) && ends && !pages.contains_key(&name) {
            fs::remove_file(entry.path()).map_err(|error| unwritable(&entry.path(), &error))?;
        }
    }
    let mut made = 0;
    for (name, page) in &pages {
        let path = out.join(name);
        if fs::read(&path).ok().as_deref() != Some(page.as_bytes()) {
            store::store(&path, |out| out.write_all(page.as_bytes()))?;
            made += 1;
        }
    }
    Ok((pages.len(), made))
}

fn listed(kept: &Kept, summary: &Summary, to_archive: &str, lang: Lang) -> Listed {
    Listed {
        id: kept.id.clone(),
        name: summary.name.clone(),
        as_of: summary.as_of.clone(),
        verdict: summary.verdict,
        outside: summary.counts.outside,
        cannot_tell: summary.counts.cannot_tell,
        people: summary.people,
        until: kept.until.clone(),
        is_held: kept.held.is_some(),
        report: format!("{to_archive}{}/{DATA}/report.{}.html", encoded(&kept.id), lang.tag()),
        campaign: page_name(&summary.name, lang),
    }
}

/// Every result of a campaign's checks through time.
fn series(audits: &[(Kept, Summary)], lang: Lang) -> Vec<Series> {
    let mut checks: Vec<&str> = Vec::new();
    for check in audits.iter().flat_map(|(_, summary)| &summary.checks) {
        if !checks.contains(&check.id.as_str()) {
            checks.push(&check.id);
        }
    }
    let mut all = Vec::new();
    for id in checks {
        let known = audits.iter().flat_map(|(_, summary)| &summary.checks).find(|check| check.id == id);
        let Some(unit) = known.map(|check| unit_of(&check.measure, &check.comparison)) else { continue };
        for (_, points) in trend(audits, id, None) {
            let Some(first) = points.first() else { continue };
            all.push(Series {
                check: id.to_owned(),
                group: first.result.group(lang),
                unit,
                points: points.iter().map(point).collect(),
            });
        }
    }
    all
}

fn point(point: &super::Point) -> SeriesPoint {
    SeriesPoint {
        as_of: point.as_of.clone(),
        value: point.result.value,
        interval: (point.result.low, point.result.high),
        limits: (point.min, point.max),
        verdict: point.result.verdict,
        differs: point.differs.clone(),
    }
}

/// The page of a campaign. Two names that are alike in their plain letters have digests of their own.
fn page_name(name: &str, lang: Lang) -> String {
    let digest: String = sha256(name.as_bytes()).chars().take(8).collect();
    format!("{CAMPAIGN}{}{digest}.{}.html", super::plain(name).map(|name| name + "-").unwrap_or_default(), lang.tag())
}

/// The way from a folder to another, as an address that ends with a slash.
fn relative(from: &Path, to: &Path) -> String {
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (from, to) = (whole(from), whole(to));
    let parts = |path: &Path| -> Vec<PathBuf> {
        path.components().map(|part| Path::new(part.as_os_str()).to_path_buf()).collect()
    };
    let (from, to) = (parts(&from), parts(&to));
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.iter().skip(shared).map(|_| "../".to_owned());
    let down = to.iter().skip(shared).filter_map(|part| match part.components().next() {
        Some(Component::Normal(name)) => Some(format!("{}/", encoded(&name.to_string_lossy()))),
        _ => None,
    });
    up.chain(down).collect()
}
