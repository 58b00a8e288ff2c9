//! From a reading and an action to a question, or to nothing. Pure; whatever
//! changes between two gestures is an argument.

pub mod answer;
pub mod history;
pub mod policy;
pub mod question;
pub mod view;

pub use answer::{Aside, Purpose};
pub use history::History;
pub use policy::{Decision, Form, Pause, decide};
pub use question::Question;
pub use view::{Answer, Excerpt, Look, View, You};
