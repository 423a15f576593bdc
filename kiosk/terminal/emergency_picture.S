/* The emergency page as a PNG inside the program; EMERGENCY_PICTURE names the file that the build made. */
    .section .rodata
    .global balai_emergency_picture
    .global balai_emergency_picture_end
balai_emergency_picture:
    .incbin EMERGENCY_PICTURE
balai_emergency_picture_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
