//! The permanent codes. A code is never reused and never renumbered; each has a message in both languages.

use std::fmt;

macro_rules! codes {
    ($($code:ident)+) => {
        /// What went wrong, by family: `A` archives, `C` cube files, `D` data, `F` fixes, `P` plan, `R` stored audits, `U` usage and output, `X`
        /// evenhand itself.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "what a code says stands in its message, under its id")]
        pub enum ErrorCode {
            $($code,)+
        }

        impl ErrorCode {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$code),+];

            /// The code as it is shown, such as `EVH-D004`: the id of its message.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$code => concat!("EVH-", stringify!($code)),)+
                }
            }
        }
    };
}

codes! {
    // Archives.
    A001 A002 A003 A004 A005 A006 A007
    // Cube files.
    C001 C002 C003 C004 C005 C006 C007 C008
    // The data: files, columns, rows.
    D001 D002 D003 D004 D005 D006 D007 D008 D009 D010 D011 D012 D013 D014 D015 D016 D017 D018 D019 D020 D021 D022 D023
    D024 D025 D026 D027 D028 D029 D030 D031 D032 D033 D034 D035 D036 D037 D040 D041 D042 D043 D044 D045 D046 D047 D050
    D051 D052 D053 D054 D055 D056 D057 D060 D061 D062 D063 D064 D065 D066 D070 D071 D072 D073 D074 D075
    // Fixes.
    F001 F002 F003 F004 F005 F006 F007 F008 F009 F010 F011
    // The plan: config, packs, waivers and the flags that replace their keys.
    P001 P002 P003 P004 P005 P006 P007 P008 P009 P010 P011 P012 P013 P014 P015 P016 P017 P018 P019 P020 P021 P022 P023
    P024 P025 P026 P027 P028 P029 P030 P031 P032 P033 P034 P035 P036 P037 P040 P041 P042 P050 P051 P052 P060 P061 P062
    P070 P071 P072 P080 P090 P091
    // A stored audit.
    R001 R002 R003 R004
    // Usage and output.
    U001 U002 U003 U004 U005 U006 U007 U008 U009
    // A fault of evenhand.
    X001
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.id())
    }
}
