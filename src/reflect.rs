//! From a reading and an action to a question, or to nothing. Pure; whatever
//! changes between two gestures is an argument.

pub mod answer;
pub mod drawing;
pub mod history;
pub mod kind;
pub mod policy;
pub mod question;
pub mod standing;
pub mod view;

pub use answer::{Answer, Aside, Purpose};
pub use history::History;
pub use kind::{Kind, kind};
pub use policy::{Decision, Form, Pause, Step, decide};
pub use question::Question;
pub use standing::Standing;
pub use view::{Excerpt, View, You};
