// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/appearance.h"

#include "widgets/common/docketstyle.h"

#include <QApplication>
#include <QWidget>
#include <QStyle>
#include <QStyleHints>

#include <array>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

struct Colors
{
    QRgb window, base, alternate, text, button, border, highlight, highlightedText, quiet, link;
};

constexpr Colors lightColors{0xfff6f6f4, 0xffffffff, 0xfffafaf8, 0xff1f2328, 0xffffffff, 0xffd9d9d4, 0xff2b5fb8,
                             0xffffffff, 0xff5c636b, 0xff2456ad};
constexpr Colors darkColors{0xff1d1f23, 0xff24272c, 0xff292c32, 0xffe6e8eb, 0xff2e3238, 0xff3c4149, 0xff3f6fc9,
                            0xffffffff, 0xffa2a9b3, 0xff8ab4f8};

constexpr Colors lightContrastColors{0xffffffff, 0xffffffff, 0xffffffff, 0xff000000, 0xffffffff, 0xff3a3a3a, 0xff0b3d91,
                                     0xffffffff, 0xff333333, 0xff0b3d91};
constexpr Colors darkContrastColors{0xff000000, 0xff000000, 0xff000000, 0xffffffff, 0xff000000, 0xffc8c8c8, 0xff9cc4ff,
                                    0xff000000, 0xffd4d4d4, 0xff9cc4ff};

const Colors &colorsOf(ThemeChoice choice, bool systemIsDark)
{
    switch (choice) {
    case ThemeChoice::Light: return lightColors;
    case ThemeChoice::Dark: return darkColors;
    case ThemeChoice::LightContrast: return lightContrastColors;
    case ThemeChoice::DarkContrast: return darkContrastColors;
    case ThemeChoice::Follow: break;
    }
    return systemIsDark ? darkColors : lightColors;
}

/** The table's colour, or in high contrast what is readable at 7:1 on its way to black or white. */
QColor contrasted(const QColor &color, const QPalette &palette)
{
    if (!isHighContrast(palette))
        return color;
    return readable(
        color, {palette.color(QPalette::Active, QPalette::Base), palette.color(QPalette::Active, QPalette::Window)}, 9);
}

QPalette paletteOf(const Colors &c)
{
    QPalette p;
    const auto set = [&p](QPalette::ColorRole role, QRgb color) { p.setColor(QPalette::All, role,
                                                                             QColor::fromRgb(color)); };
    set(QPalette::Window, c.window);
    set(QPalette::Base, c.base);
    set(QPalette::AlternateBase, c.alternate);
    set(QPalette::ToolTipBase, c.base);
    set(QPalette::ToolTipText, c.text);
    set(QPalette::Button, c.button);
    for (QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        set(role, c.text);
    set(QPalette::BrightText, 0xffffffff);
    set(QPalette::Highlight, c.highlight);
    set(QPalette::Accent, c.highlight);
    set(QPalette::HighlightedText, c.highlightedText);
    set(QPalette::PlaceholderText, c.quiet);
    set(QPalette::Link, c.link);
    set(QPalette::LinkVisited, c.link);
    const QColor border = QColor::fromRgb(c.border);
    p.setColor(QPalette::Light, QColor::fromRgb(c.base));
    p.setColor(QPalette::Midlight, border.lighter(104));
    p.setColor(QPalette::Mid, border);
    p.setColor(QPalette::Dark, border.darker(125));
    p.setColor(QPalette::Shadow, QColor(0, 0, 0, 90));
    const QColor faint = QColor::fromRgb(c.quiet);
    for (QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, QColor(faint.red(), faint.green(), faint.blue(), 150));
    p.setColor(QPalette::Disabled, QPalette::Highlight, border);
    p.setColor(QPalette::Inactive, QPalette::Highlight, QColor::fromRgb(c.highlight));
    return p;
}

bool desktopHasPalette()
{
    const QByteArray desktop = qgetenv("XDG_CURRENT_DESKTOP").toUpper();
    return desktop.contains("KDE") && qgetenv("QT_QPA_PLATFORM") != "offscreen";
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

void applyAppearance(QApplication &application, ThemeChoice choice)
{
    QStyleHints *hints = QGuiApplication::styleHints();
    const bool chosenDark = choice == ThemeChoice::Dark || choice == ThemeChoice::DarkContrast;
    hints->setColorScheme(choice == ThemeChoice::Follow ? Qt::ColorScheme::Unknown
                              : chosenDark ? Qt::ColorScheme::Dark : Qt::ColorScheme::Light);
    if (choice == ThemeChoice::Follow && desktopHasPalette()) {
        application.setPalette(QPalette());
        return;
    }
    if (!qobject_cast<DocketStyle *>(application.style()))
        application.setStyle(new DocketStyle);
    application.setPalette(paletteOf(colorsOf(choice, hints->colorScheme() == Qt::ColorScheme::Dark)));
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    static constexpr std::array<QRgb, 6> light{0xff565d66, 0xff2456ad, 0xff1c6b33, 0xff8a4b00, 0xffb3261e, 0xff6b3fa0};
    static constexpr std::array<QRgb, 6> dark{0xffb4bbc5, 0xff8ab4f8, 0xff7fcf95, 0xfff0b45c, 0xffff9c92, 0xffcbaaf5};
    return contrasted(QColor::fromRgb((isDark(palette) ? dark : light)[size_t(tone)]), palette);
}

QColor toneGround(Tone tone, const QPalette &palette)
{
    static constexpr std::array<QRgb, 6> light{0xffecece8, 0xffe4edfb, 0xffe2f3e6, 0xfffcf0dc, 0xfffce8e6, 0xfff0e8fa};
    static constexpr std::array<QRgb, 6> dark{0xff33373e, 0xff26364f, 0xff203a2a, 0xff43341c, 0xff4a2a28, 0xff382b4d};
    return QColor::fromRgb((isDark(palette) ? dark : light)[size_t(tone)]);
}

QColor quietText(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::PlaceholderText).alpha() == 255
        ? palette.color(QPalette::Active, QPalette::PlaceholderText)
        : toneColor(Tone::Neutral, palette);
}

void setTextColor(QWidget *label, const QColor &color)
{
    QPalette p = label->palette();
    if (p.color(QPalette::WindowText) == color && p.color(QPalette::Text) == color)
        return;
    // A label on a list's ground takes its text from Text, elsewhere from WindowText.
    p.setColor(QPalette::WindowText, color);
    p.setColor(QPalette::Text, color);
    label->setPalette(p);
}

QColor hairline(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Mid);
}

} // namespace docket
