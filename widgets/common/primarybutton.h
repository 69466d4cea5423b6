// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QPushButton>

class QAction;

namespace docket {

/** A flat painted button. Prominent is the one next step of a page; Plain stands beside it. It can mirror an action. */
class PrimaryButton : public QPushButton
{
    Q_OBJECT

public:
    enum class Look : quint8 { Prominent, Plain, Danger };

    explicit PrimaryButton(Look look, QWidget *parent = nullptr);
    PrimaryButton(Look look, const QString &text, QWidget *parent = nullptr);

    void setLook(Look look);
    /** Text, icon, tool tip with shortcut and enabled state follow the action, and a click triggers it. */
    void setAction(QAction *action);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void followAction();

    Look m_look;
    QPointer<QAction> m_action;
};

} // namespace docket
