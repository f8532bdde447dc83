import { Component, type ReactNode } from 'react'
import { Button } from './Button'
import styles from './ErrorBoundary.module.css'

interface ErrorBoundaryProps {
  /** What the user calls this part of the window. */
  readonly region: string
  readonly onError: (error: unknown) => void
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly failed: boolean
}

/** Keeps a fault in one region from taking the window down; the region says so and can be drawn again. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failed: false }

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { failed: true }
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError(error)
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <div role="alert" className={styles['failed']}>
        <p>The {this.props.region} stopped because of a fault in the program. Your film is safe.</p>
        <Button onClick={() => this.setState({ failed: false })}>Show it again</Button>
      </div>
    )
  }
}
