"""The mixing desk: voices, music and effects to one levelled track."""
