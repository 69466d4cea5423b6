// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QTest>
#include <QWidget>

#include <functional>

namespace docket {

/** Mouse, keys and camera of somebody who works with the windows; knows widgets by their object names. */
class DriverHands
{
public:
    DriverHands(QWidget &window, const QDir &pictures);

    /** False, with a sentence in failure(), when it does not come in time. */
    bool waitFor(const std::function<bool()> &condition, const QString &what, int milliseconds = 30'000);
    bool giveUp(const QString &sentence);
    QString failure() const { return m_failure; }

    /** The visible widget of that name in any window. */
    template<typename T>
    T *find(const QString &name) const
    {
        return qobject_cast<T *>(findWidget(name));
    }
    template<typename T>
    T *waitForWidget(const QString &name)
    {
        waitFor([&] { return findWidget(name) != nullptr; }, QStringLiteral("“%1” to appear").arg(name));
        return find<T>(name);
    }

    /** Waits until it is visible and enabled, then clicks its middle. */
    bool click(const QString &name);
    void press(QWidget &widget, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(QWidget &widget, const QString &text);
    /** Lets paints and late answers through. */
    void settle(int milliseconds = 350);
    /** Saves "NN-name.png"; of the main window unless told otherwise. */
    void picture(const QString &name, QWidget *window = nullptr);

private:
    QWidget *findWidget(const QString &name) const;

    QWidget &m_window;
    QDir m_pictures;
    int m_count = 0;
    QString m_failure;
};

} // namespace docket
