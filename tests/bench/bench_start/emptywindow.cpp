// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The least that a program with a window can do: docket-empty-window [--once] [WIDTH HEIGHT]. With --once it ends with
// its first frame.
#include <QApplication>
#include <QWidget>

#include <unistd.h>

namespace {

class Window final : public QWidget
{
public:
    bool once = false;

protected:
    void paintEvent(QPaintEvent *) override
    {
        // Behind the flush of this frame.
        if (once)
            QMetaObject::invokeMethod(this, [] { _exit(0); }, Qt::QueuedConnection);
    }
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QStringList arguments = QApplication::arguments().sliced(1);
    Window window;
    window.once = arguments.removeAll(QStringLiteral("--once")) > 0;
    window.resize(arguments.value(0, QStringLiteral("1280")).toInt(),
                  arguments.value(1, QStringLiteral("820")).toInt());
    window.show();
    return QApplication::exec();
}
