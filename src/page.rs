//! X's page as data: which control is a door, whose door it is, and what the
//! page already shows of that account.
//!
//! Everything here reads through the small [`Dom`] trait, so the same code
//! runs in the browser and, natively, on saved pages.

pub mod account;
pub mod action;
pub mod gesture;
pub mod handle;
pub mod label;
pub mod route;
pub mod selectors;
pub mod sight;
pub mod tag;
pub mod theme;

pub use action::{Door, Knock};

/// The few questions we ask of a page. Implementations answer from what is
/// there at that moment and never change anything.
pub trait Dom {
    /// An element of the page.
    type Node: Clone + PartialEq;

    /// The node itself or its nearest ancestor that matches.
    fn closest(&self, node: &Self::Node, selector: &str) -> Option<Self::Node>;

    /// Whether the node itself matches.
    fn matches(&self, node: &Self::Node, selector: &str) -> bool;

    /// The element around the node.
    fn parent(&self, node: &Self::Node) -> Option<Self::Node>;

    /// Matching descendants in document order; of the whole page when `within` is `None`.
    fn all(&self, within: Option<&Self::Node>, selector: &str) -> Vec<Self::Node>;

    /// The value of an attribute.
    fn attribute(&self, node: &Self::Node, name: &str) -> Option<String>;

    /// Readable text, with emoji taken from `img alt`, cut at
    /// [`account::LONGEST_TEXT`] bytes.
    fn text(&self, node: &Self::Node) -> String;

    /// Path and query of the page's address, such as `/someone/status/1`.
    fn path(&self) -> String;

    /// Whether the node is still part of the page.
    fn is_connected(&self, node: &Self::Node) -> bool;

    /// The first matching descendant.
    fn first(&self, within: Option<&Self::Node>, selector: &str) -> Option<Self::Node> {
        self.all(within, selector).into_iter().next()
    }
}
