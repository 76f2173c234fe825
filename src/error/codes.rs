//! The permanent codes. A code is never reused and never renumbered; each has a message in both languages.

/// Every code, by family: `C` cube files, `D` data, `F` fixes, `P` plan, `R` stored audits, `U` usage and output, `X` evenhand itself.
pub const CODES: &[&str] = &[
    // Cube files.
    "EVH-C001", "EVH-C002", "EVH-C003", "EVH-C004", "EVH-C005", "EVH-C006", "EVH-C007", "EVH-C008",
    // The data: files, columns, rows.
    "EVH-D001", "EVH-D002", "EVH-D003", "EVH-D004", "EVH-D005", "EVH-D006", "EVH-D007", "EVH-D008", "EVH-D009",
    "EVH-D010", "EVH-D011", "EVH-D012", "EVH-D013", "EVH-D014", "EVH-D015", "EVH-D016", "EVH-D017", "EVH-D018",
    "EVH-D019", "EVH-D020", "EVH-D021", "EVH-D022", "EVH-D023", "EVH-D024", "EVH-D025", "EVH-D026", "EVH-D027",
    "EVH-D028", "EVH-D029", "EVH-D030", "EVH-D031", "EVH-D032", "EVH-D033", "EVH-D034", "EVH-D035", "EVH-D036",
    "EVH-D037", "EVH-D040", "EVH-D041", "EVH-D042", "EVH-D043", "EVH-D044", "EVH-D045", "EVH-D046", "EVH-D047",
    "EVH-D050", "EVH-D051", "EVH-D052", "EVH-D053", "EVH-D054", "EVH-D055", "EVH-D056", "EVH-D057", "EVH-D060",
    "EVH-D061", "EVH-D062", "EVH-D063", "EVH-D064", "EVH-D065", "EVH-D066", "EVH-D070", "EVH-D071", "EVH-D072",
    "EVH-D073", "EVH-D074", "EVH-D075", // Fixes.
    "EVH-F001", "EVH-F002", "EVH-F003", "EVH-F004", "EVH-F005", "EVH-F006", "EVH-F007", "EVH-F008", "EVH-F009",
    "EVH-F010", "EVH-F011", // The plan: config, packs, waivers and the flags that replace their keys.
    "EVH-P001", "EVH-P002", "EVH-P003", "EVH-P004", "EVH-P005", "EVH-P006", "EVH-P007", "EVH-P008", "EVH-P009",
    "EVH-P010", "EVH-P011", "EVH-P012", "EVH-P013", "EVH-P014", "EVH-P015", "EVH-P016", "EVH-P017", "EVH-P018",
    "EVH-P019", "EVH-P020", "EVH-P021", "EVH-P022", "EVH-P023", "EVH-P024", "EVH-P025", "EVH-P026", "EVH-P027",
    "EVH-P028", "EVH-P029", "EVH-P030", "EVH-P031", "EVH-P032", "EVH-P033", "EVH-P034", "EVH-P035", "EVH-P036",
    "EVH-P037", "EVH-P040", "EVH-P041", "EVH-P042", "EVH-P050", "EVH-P051", "EVH-P052", "EVH-P060", "EVH-P061",
    "EVH-P062", "EVH-P070", "EVH-P071", "EVH-P072", "EVH-P080", "EVH-P090", "EVH-P091", // A stored audit.
    "EVH-R001", "EVH-R002", "EVH-R003", "EVH-R004", // Usage and output.
    "EVH-U001", "EVH-U002", "EVH-U003", "EVH-U004", "EVH-U005", "EVH-U006", "EVH-U007", "EVH-U008", "EVH-U009",
    // A fault of evenhand.
    "EVH-X001",
];
