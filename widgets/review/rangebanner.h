// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace docket {

/** Says that the surface shows less than all of the change, and has the way back. Hidden while all is shown. */
class RangeBanner : public QFrame
{
    Q_OBJECT

public:
    explicit RangeBanner(QWidget *parent = nullptr);

    /** Empty: nothing to say. */
    void setText(const QString &text);

Q_SIGNALS:
    void allWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text;
    QToolButton *m_all;
};

} // namespace docket
