/// Sees that files have changed. Knows no process.
package dev.brummer.engine.watch;
