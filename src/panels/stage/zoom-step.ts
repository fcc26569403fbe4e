/** How much nearer one press of a key or button brings the camera. */
export const zoomStep = 1.5;
