// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/driverhands.h"

#include <QApplication>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace docket {

DriverHands::DriverHands(QWidget &window, const QDir &pictures) : m_window(window), m_pictures(pictures) {}

bool DriverHands::giveUp(const QString &sentence)
{
    if (m_failure.isEmpty()) {
        m_failure = sentence;
        picture(u"gave-up"_s);
    }
    return false;
}

bool DriverHands::waitFor(const std::function<bool()> &condition, const QString &what, int milliseconds)
{
    if (QTest::qWaitFor(condition, milliseconds))
        return true;
    return giveUp(u"Waited %1 s in vain for %2."_s.arg(milliseconds / 1000).arg(what));
}

QWidget *DriverHands::findWidget(const QString &name) const
{
    for (QWidget *widget : QApplication::allWidgets()) {
        if (widget->objectName() == name && widget->isVisible())
            return widget;
    }
    return nullptr;
}

bool DriverHands::click(const QString &name)
{
    if (!waitFor([&] { return findWidget(name) && findWidget(name)->isEnabled(); },
                 u"\u201c%1\u201d to be pressed"_s.arg(name)))
        return false;
    QTest::mouseClick(findWidget(name), Qt::LeftButton);
    return true;
}

void DriverHands::press(QWidget &widget, Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(&widget, key, modifiers);
    settle(40);
}

void DriverHands::type(QWidget &widget, const QString &text)
{
    widget.setFocus();
    QTest::keyClicks(&widget, text);
    settle(60);
}

void DriverHands::settle(int milliseconds)
{
    QTest::qWait(milliseconds);
}

void DriverHands::picture(const QString &name, QWidget *window)
{
    settle(120);
    const QString file = u"%1-%2.png"_s.arg(++m_count, 2, 10, QLatin1Char('0')).arg(name);
    (window ? window : &m_window)->grab().save(m_pictures.filePath(file));
    QTextStream(stderr) << "  " << file << '\n';
}

} // namespace docket
