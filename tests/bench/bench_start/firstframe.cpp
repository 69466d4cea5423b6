// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Preloaded (LD_PRELOAD) into a Qt program that is measured from outside, unchanged. Writes to the file that
// DOCKET_FIRST_FRAME names a line "frame CPU WALL" when the first frame of the first window is through, and "list CPU
// WALL" when the frame is through in which a list called "taskList" shows rows: CPU time of the process so far and the
// monotonic clock, in milliseconds. Then it ends the process, at once where DOCKET_FIRST_FRAME_UNTIL is "frame", else
// after "list".
#include <QAbstractItemView>
#include <QApplication>
#include <QEvent>
#include <QWidget>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <unistd.h>

namespace {

double milliseconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

class FirstFrame final : public QObject
{
public:
    FirstFrame() : m_out(std::fopen(std::getenv("DOCKET_FIRST_FRAME"), "w")) {}

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && watched->isWidgetType()) {
            auto *widget = static_cast<QWidget *>(watched);
            m_frame = m_frame || widget->isWindow();
            m_list = m_list || showsTasks(widget->parentWidget());
            // Behind the painting of all widgets and the flush, which are one call, and before all else that waits.
            if ((m_frame && !m_saidFrame) || (m_list && !m_saidList))
                QCoreApplication::postEvent(this, new QEvent(QEvent::User), INT_MAX);
        }
        return QObject::eventFilter(watched, event);
    }

    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        const bool untilFrame = qEnvironmentVariable("DOCKET_FIRST_FRAME_UNTIL") == QLatin1String("frame");
        if (m_frame && !std::exchange(m_saidFrame, true))
            say("frame", untilFrame);
        if (m_list && !std::exchange(m_saidList, true))
            say("list", true);
        return true;
    }

private:
    static bool showsTasks(const QWidget *parent)
    {
        const auto *view = qobject_cast<const QAbstractItemView *>(parent);
        return view && view->objectName() == QLatin1String("taskList") && view->model()
            && view->model()->rowCount() > 0;
    }

    void say(const char *what, bool last)
    {
        std::fprintf(m_out, "%s %.3f %.3f\n", what, milliseconds(CLOCK_PROCESS_CPUTIME_ID),
                     milliseconds(CLOCK_MONOTONIC));
        std::fflush(m_out);
        if (last)
            _exit(0);
    }

    FILE *m_out;
    bool m_frame = false, m_list = false, m_saidFrame = false, m_saidList = false;
};

void watch()
{
    // Other programs that the measured one starts are none of this.
    unsetenv("LD_PRELOAD");
    if (std::getenv("DOCKET_FIRST_FRAME"))
        qApp->installEventFilter(new FirstFrame);
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(watch)
