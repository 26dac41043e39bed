/// Access to files whose state is unknown: reading what a person put in a project, writing what
/// only the user may read, and the words for what went wrong. A leaf.
package dev.brummer.engine.file;
