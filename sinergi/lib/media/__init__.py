"""Images and videos as phones make them: looked into, cleaned of what tells on people, made to fit.

Plain Python over Pillow, pillow-heif and PyAV. What a file is, is read from its content. Nothing
here keeps a whole video in memory.
"""
