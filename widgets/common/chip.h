// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/words.h"

#include <QWidget>

class QPainter;
class QFontMetrics;

namespace docket {

/** A state as icon and word on a quiet ground; lists paint it, headers use the widget. */
QSize chipSize(const StateLook &look, const QFont &font);
void paintChip(QPainter &painter, const QRect &rect, const StateLook &look, const QFont &font, const QPalette &palette);

class Chip : public QWidget
{
    Q_OBJECT

public:
    explicit Chip(QWidget *parent = nullptr);

    void setLook(const StateLook &look);
    const StateLook &look() const { return m_look; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StateLook m_look;
};

} // namespace docket
