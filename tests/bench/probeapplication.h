// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include <functional>

namespace docket::bench {

/** An application that knows how long each event kept the GUI thread busy (CPU of that thread, so that others' load
 * does not count). */
class ProbeApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override;

    void reset()
    {
        m_longest = 0;
        m_longestDuring.clear();
    }
    double longestMs() const { return m_longest; }
    /** What the user does from now on, for longestDuring(): "scrolling". */
    void during(const QByteArray &what) { m_during = what; }
    /** What was going on at the longest stall. */
    const QByteArray &longestDuring() const { return m_longestDuring; }
    /** Runs a step of the user as an event of this thread, so that it counts as what it costs; then handles what is
     * pending. CPU, ms. */
    double act(const std::function<void()> &step);
    /** Handles what is pending; the CPU of this thread that it took. */
    double settle();
    /** Handles events until `done`, for work of other threads and timers that ends by itself. False after `limitMs`. */
    bool waitFor(const std::function<bool()> &done, int limitMs = 60'000);

private:
    int m_depth = 0;
    double m_longest = 0;
    QByteArray m_during;
    QByteArray m_longestDuring;
};

} // namespace docket::bench
