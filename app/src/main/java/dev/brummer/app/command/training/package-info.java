/// Projects for the training of the AOT caches. A leaf; called by the training commands, which run
/// on the main thread of a JVM of their own.
@NullMarked
package dev.brummer.app.command.training;

import org.jspecify.annotations.NullMarked;
