//! One case: the parts that a target puts into files. As bytes, so that a case that failed can be kept and run again.

/// The parts of one case; what each is, its target knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Case(pub Vec<Vec<u8>>);

impl Case {
    /// A case of these parts.
    pub(crate) fn of<const N: usize>(parts: [&[u8]; N]) -> Self {
        Self(parts.iter().map(|part| part.to_vec()).collect())
    }

    /// Each part behind its length.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|part| [&(part.len() as u64).to_le_bytes()[..], part].concat()).collect()
    }

    /// What was made by [`Case::to_bytes`].
    pub(crate) fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut parts = Vec::new();
        while let Some((length, rest)) = bytes.split_first_chunk() {
            let (part, behind) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
            parts.push(part.to_vec());
            bytes = behind;
        }
        bytes.is_empty().then_some(Self(parts))
    }
}

#[test]
fn a_case_that_was_kept_is_the_same_case() {
    let case = Case::of([b"a\n", b"", &[0, 255]]);
    assert_eq!(Case::from_bytes(&case.to_bytes()), Some(case));
    assert_eq!(Case::from_bytes(&[9, 0, 0, 0, 0, 0, 0, 0, 1]), None);
}
