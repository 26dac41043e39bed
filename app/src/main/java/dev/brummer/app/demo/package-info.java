/// A small shop to look at: what `brummer demo` runs. Knows nothing of brummer.
package dev.brummer.app.demo;
