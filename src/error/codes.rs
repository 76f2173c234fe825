//! The permanent codes. A code is never reused and never renumbered; each has a message in both languages.

/// Every code, by family: `P` plan, `U` usage and output, `X` evenhand itself.
pub const CODES: &[&str] = &[
    // The plan: config, packs, waivers and the flags that replace their keys.
    "EVH-P001", "EVH-P002", "EVH-P003", "EVH-P004", "EVH-P005", "EVH-P006", "EVH-P007", "EVH-P008", "EVH-P009",
    "EVH-P010", "EVH-P011", "EVH-P012", "EVH-P013", "EVH-P014", "EVH-P015", "EVH-P016", "EVH-P017", "EVH-P018",
    "EVH-P019", "EVH-P020", "EVH-P021", "EVH-P022", "EVH-P023", "EVH-P024", "EVH-P025", "EVH-P026", "EVH-P027",
    "EVH-P028", "EVH-P029", "EVH-P030", "EVH-P031", "EVH-P032", "EVH-P033", "EVH-P034", "EVH-P035", "EVH-P036",
    // Usage and output.
    "EVH-U001", "EVH-U002", "EVH-U003", "EVH-U004", "EVH-U005", "EVH-U006", "EVH-U007",
    // A fault of evenhand.
    "EVH-X001",
];
