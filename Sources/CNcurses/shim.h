#ifndef GAZE_CNCURSES_SHIM_H
#define GAZE_CNCURSES_SHIM_H

// The wide-character interface: cells hold graphemes, keys arrive as code points.
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <wchar.h>

// ncurses keeps its state in mutable globals and its attributes in macros, neither of which Swift 6 takes: they are
// handed out through functions.

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

/// Begins a screen on standard input and output; null where the terminal type is not known.
static inline SCREEN *curses_begin(void) { return newterm(NULL, stdout, stdin); }

/// Puts one grapheme (a spacing character and up to four that combine with it, ended by 0) into a cell.
static inline int curses_put(int row, int column, const wchar_t *text, attr_t attributes, short pair) {
    cchar_t cell;
    if (setcchar(&cell, text, attributes, pair, NULL) == ERR) return ERR;
    return mvadd_wch(row, column, &cell);
}

/// Columns that a code point takes in the given locale: 0, 1 or 2, and -1 for what is not printed.
static inline int curses_width(wchar_t character, locale_t locale) {
    locale_t before = uselocale(locale);
    int width = wcwidth(character);
    uselocale(before);
    return width;
}

/// The ctype rules of UTF-8, whatever the process's own locale says; null where the system has none.
static inline locale_t curses_utf8_locale(void) { return newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }

#endif
