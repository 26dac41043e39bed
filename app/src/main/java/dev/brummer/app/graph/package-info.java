/// `brummer graph`: which process waits for which, and how long each took.
///
///     RunTargets of the project ──────┐
///                                     ├─▶ ProcessGraph ─▶ GraphText, GraphMermaid, GraphJson
///     `graph` of a running brummer ───┘        └─ CriticalChain
///
/// The graph comes from the files of the project; processes of the running brummer, if there is one,
/// replace those of the same name and have times. All classes are pure but [GraphCommand].
///
/// ## Decisions
///
/// - The text is a tree with one line a process, so a hundred of them stay readable. A process with
///   several dependencies stands below the one that it waits for longest, and names all.
@NullMarked
package dev.brummer.app.graph;

import org.jspecify.annotations.NullMarked;
