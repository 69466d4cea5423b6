// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"
#include "widgets/review/picture.h"

#include <QWidget>

namespace docket {

/** Paints two pictures in one of four ways. Arrow keys and dragging move the edge of the swipe and the strength of the
 * onion skin. */
class PictureCanvas : public QWidget
{
    Q_OBJECT

public:
    enum class Way : quint8 { SideBySide, Swipe, OnionSkin, Difference };
    Q_ENUM(Way)

    explicit PictureCanvas(QWidget *parent = nullptr);

    void setPictures(const QImage &before, const QImage &after);
    void setDifference(const QImage &difference);
    /** What stands where a side has no picture. */
    void setAbsence(const QString &before, const QString &after);
    void setWay(Way way);
    Way way() const { return m_way; }
    /** Share of the picture after, 0 to 100: left of the swipe's edge is before; 0 shows before alone. */
    void setShare(int percent);
    int share() const { return m_share; }
    /** Height that shows the pictures in `width`, at most `most`. */
    int wantedHeight(int width, int most) const;

Q_SIGNALS:
    void shareChanged(int percent);
    void wayAsked(docket::PictureCanvas::Way way);
    void left(); ///< Escape

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QSize both() const { return m_before.size().expandedTo(m_after.size()); }
    double scaleFor(const QSize &room, const QSize &picture) const;
    QRect placed(const QRect &room, const QSize &frame, double scale) const;
    void drawGround(QPainter &painter, const QRect &rect) const;
    void drawPicture(QPainter &painter, const QImage &image, QPoint corner, double scale) const;
    void drawApart(QPainter &painter);
    void drawOver(QPainter &painter);
    void dragTo(int x);

    QImage m_before;
    QImage m_after;
    QImage m_difference;
    QString m_absence[2];
    Way m_way = Way::SideBySide;
    int m_share = 50;
    QRect m_frame; ///< where the pictures lie on each other
};

} // namespace docket
