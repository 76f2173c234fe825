//! Names that are no text are names: of data, of patterns beside them, of configs, of outputs.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;

use super::{campaign, done, evenhand, unchecked};

fn odd(name: &[u8]) -> &OsStr {
    OsStr::from_bytes(name)
}

#[test]
fn whatever_bytes_a_name_is_made_of_it_is_read_and_written() {
    let folder = campaign();
    let at = folder.path();
    if fs::write(at.join(odd(b"caf\xe9.txt")), "beside").is_err() {
        unchecked("names that are no UTF-8, because this file system has none");
        return;
    }
    fs::create_dir(at.join(odd(b"d\xe9p"))).unwrap();
    for (from, to) in
        [("people.csv", &b"caf\xe9.csv"[..]), ("people.csv", b"d\xe9p/1.csv"), ("evenhand.toml", b"\xe9.toml")]
    {
        fs::copy(at.join(from), at.join(odd(to))).unwrap();
    }
    let by_flags = ["--no-config", "--decision", "sent", "--attributes", "gender"].map(OsStr::new);
    for data in
        [&b"caf\xe9.csv"[..], b"caf\xe9.c*", b"caf?.csv", b"d\xe9p", b"d\xe9p/*.csv", b"peop*.csv", b"*ople.csv"]
    {
        let arguments =
            [&[OsStr::new("audit"), odd(data), OsStr::new("-o"), odd(b"out-\xe9.json")][..], &by_flags].concat();
        let (code, _, said) = done(evenhand(at, &arguments));
        assert_eq!(code, Some(0), "{data:?}: {said}");
        let document: serde_json::Value =
            serde_json::from_slice(&fs::read(at.join(odd(b"out-\xe9.json"))).unwrap()).unwrap();
        assert_eq!(document["population"]["rows_read"], 90, "{data:?}");
        let (code, _, said) = done(evenhand(at, &[OsStr::new("inspect"), odd(data)]));
        assert_eq!(code, Some(0), "{data:?}: {said}");
    }
    let arguments: Vec<&OsStr> =
        vec![OsStr::new("audit"), OsStr::new("-c"), odd(b"\xe9.toml"), OsStr::new("-o"), odd(b"\xe9.{lang}.html")];
    let (code, _, said) = done(evenhand(at, &arguments));
    assert_ne!(code, Some(2), "{said}");
    for lang in [&b"\xe9.en.html"[..], b"\xe9.fr.html"] {
        assert!(at.join(odd(lang)).is_file());
    }
    fs::write(at.join(odd(b"p\xe9ck.toml")), super::spared::PACK).unwrap();
    let arguments = [OsStr::new("audit"), OsStr::new("-q"), OsStr::new("--policy"), odd(b"p\xe9ck.toml")];
    let (code, _, said) = done(evenhand(at, &arguments));
    assert_ne!(code, Some(2), "{said}");
    let arguments: Vec<OsString> =
        vec!["report".into(), odd(b"out-\xe9.json").into(), "-o".into(), odd(b"again-\xe9.json").into()];
    assert_eq!(done(evenhand(at, &arguments)).0, Some(0));
    assert_eq!(fs::read(at.join(odd(b"again-\xe9.json"))).unwrap(), fs::read(at.join(odd(b"out-\xe9.json"))).unwrap());
    // A name that is not there is said to be missing, without a fault.
    let (code, _, said) = done(evenhand(at, &[OsStr::new("inspect"), odd(b"\xff\xfe*.csv")]));
    assert!(code == Some(2) && said.contains("error[EVH-D001]"), "{said}");
}
