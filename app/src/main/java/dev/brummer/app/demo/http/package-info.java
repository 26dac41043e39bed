/// Servers of the demo shop. In the built program they are in `lib/demo.jar`; see [DemoServer].
@NullMarked
package dev.brummer.app.demo.http;

import org.jspecify.annotations.NullMarked;
