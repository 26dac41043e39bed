/// What is painted and which keys act: each view reads the model and draws on the canvas.
package dev.brummer.tui.view;
