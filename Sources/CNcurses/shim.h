#ifndef GAZE_CNCURSES_SHIM_H
#define GAZE_CNCURSES_SHIM_H

// Select the wide-character interface: cells hold graphemes, and keys arrive as code points.
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <wchar.h>

// ncurses keeps its state in mutable globals and its attributes in macros. Swift 6 can use neither, so these functions return
// them.

static inline WINDOW *curses_stdscr(void) { return stdscr; }
static inline int curses_colors(void) { return COLORS; }
static inline int curses_color_pairs(void) { return COLOR_PAIRS; }
static inline int curses_lines(void) { return LINES; }
static inline int curses_columns(void) { return COLS; }

static inline attr_t curses_attribute_normal(void) { return A_NORMAL; }
static inline attr_t curses_attribute_bold(void) { return A_BOLD; }
static inline attr_t curses_attribute_dim(void) { return A_DIM; }
static inline attr_t curses_attribute_underline(void) { return A_UNDERLINE; }
static inline attr_t curses_attribute_reverse(void) { return A_REVERSE; }

/// Starts a screen on standard input and output. Returns null if the terminal type is unknown.
static inline SCREEN *curses_begin(void) { return newterm(NULL, stdout, stdin); }

/// Puts one grapheme into a cell: a spacing character and up to four combining characters, terminated by 0.
static inline int curses_put(int row, int column, const wchar_t *text, attr_t attributes, short pair) {
    cchar_t cell;
    if (setcchar(&cell, text, attributes, pair, NULL) == ERR) return ERR;
    return mvadd_wch(row, column, &cell);
}

/// Returns the number of columns that a code point takes in the given locale: 0, 1 or 2, or -1 if it is not printable.
static inline int curses_width(wchar_t character, locale_t locale) {
    locale_t before = uselocale(locale);
    int width = wcwidth(character);
    uselocale(before);
    return width;
}

/// Returns a locale with the ctype rules of UTF-8, whatever the process's own locale is, or null if the system has none.
static inline locale_t curses_utf8_locale(void) { return newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }

#endif
